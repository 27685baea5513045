using System.Globalization;
using System.Management.Automation;
using CallCenter.Binding;
using CallCenter.Core.Agents;
using CallCenter.Core.Files;
using CallCenter.Core.Text;

namespace CallCenter.Commands;

/// <summary>
/// Writes a CSV file for Import-CcAgent that is ready to be filled, with one example row, and emits what each of its columns means.
/// </summary>
[Cmdlet(VerbsCommon.New, "CcImportTemplate", SupportsShouldProcess = true, DefaultParameterSetName = PathSet)]
[OutputType(typeof(CcImportColumn))]
public sealed class NewCcImportTemplateCommand : CcCommand
{
    /// <summary>The file to write. Brackets in it have no special meaning, even if Tab has escaped them.</summary>
    [Parameter(ParameterSetName = PathSet, Mandatory = true, Position = 0)]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform]
    public string? Path { get; set; }

    /// <summary>The file to write, exactly as it is called.</summary>
    [Parameter(ParameterSetName = LiteralPathSet, Mandatory = true)]
    [Alias("LP")]
    [ValidateNotNullOrEmpty]
    [NoPasswordTransform]
    public string? LiteralPath { get; set; }

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
        var path = ResolvePath(LiteralPath ?? Path!, isLiteral: LiteralPath is not null);
        if (!ShouldDo(Messages.FormatWhatIfWriteTemplate(path)))
        {
            return;
        }

        var template = Language is null ? AgentTemplate.In(CultureInfo.CurrentUICulture) : AgentTemplate.In(Language);
        try
        {
            template.Write(path, Force);
        }
        catch (CallCenterException exception)
        {
            Throw(exception, LiteralPath ?? Path);
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
