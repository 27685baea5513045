using System.Globalization;
using System.Management.Automation;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>
/// Writes a CSV file for Import-CcAgent that is ready to be filled, with one example row, and emits what each of its columns means.
/// </summary>
[Cmdlet(VerbsCommon.New, "CcImportTemplate", SupportsShouldProcess = true)]
[OutputType(typeof(CcImportColumn))]
public sealed class NewCcImportTemplateCommand : CcCommand
{
    /// <summary>The file to write. Brackets in it are nothing special.</summary>
    [Parameter(Mandatory = true, Position = 0)]
    [Alias("LiteralPath")]
    [ValidateNotNullOrEmpty]
    public string Path { get; set; } = string.Empty;

    /// <summary>The language of headers, example and explanations; the user interface's when it is not given.</summary>
    [Parameter]
    [ValidateSet("en-US", "zh-CN")]
    public string? Language { get; set; }

    /// <summary>Overwrite a file that exists.</summary>
    [Parameter]
    public SwitchParameter Force { get; set; }

    /// <inheritdoc/>
    protected override void ProcessRecord()
    {
        var path = GetUnresolvedProviderPathFromPSPath(Path);
        if (!ShouldDo(Messages.FormatWhatIfWriteTemplate(path)))
        {
            return;
        }

        var template = AgentTemplate.In(Language is null ? CultureInfo.CurrentUICulture : CultureInfo.GetCultureInfo(Language));
        try
        {
            template.Write(path, Force);
        }
        catch (CallCenterException exception)
        {
            Throw(exception, Path);
        }

        foreach (var field in AgentField.All)
        {
            WriteObject(new CcImportColumn
            {
                Path = path,
                Column = template.HeaderOf(field),
                Required = field.IsRequired,
                Example = template.ExampleOf(field),
                Description = template.DescriptionOf(field),
            });
        }
    }
}
