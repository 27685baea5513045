using System.Linq;
using System.Management.Automation;
using CallCenter.Core.Agents;

namespace CallCenter.Binding;

/// <summary>Lets the code of an agent be given as the agent itself, or as a row that has one.</summary>
internal sealed class CodeTransformAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object? Transform(EngineIntrinsics engineIntrinsics, object? inputData)
    {
        var row = Values.Plain(inputData) is CcAgent or PSCustomObject ? PSObject.AsPSObject(inputData) : null;
        var code = AgentField.Code.Names.Select(name => row?.Properties[name]).FirstOrDefault(property => property is not null);
        return Values.Text(code is null ? inputData : code.Value);
    }
}
