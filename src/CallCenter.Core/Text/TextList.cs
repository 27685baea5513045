using System.Collections.Generic;
using System.Collections.ObjectModel;

namespace CallCenter.Core.Text;

/// <summary>
/// Numbers or ids in a property of a result. As text, which <c>Export-Csv</c> writes, they are what a cell of a file holds: separated by
/// semicolons.
/// </summary>
/// <param name="texts">The numbers or ids.</param>
internal sealed class TextList(IList<string> texts) : ReadOnlyCollection<string>(texts)
{
    /// <inheritdoc/>
    public override string ToString() => string.Join(";", this);
}
