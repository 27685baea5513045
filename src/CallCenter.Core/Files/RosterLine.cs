using System.Collections.Generic;
using CallCenter.Core.Text;

namespace CallCenter.Core.Files;

/// <summary>A line of a roster.</summary>
/// <param name="Line">The physical line in which it starts, from 1.</param>
/// <param name="Cells">Its cells: <c>queue</c> and <c>extension</c>, whatever their columns are called, and the others by their headers.</param>
/// <param name="Fault">What is wrong with its form; null when nothing is.</param>
public sealed record RosterLine(int Line, IReadOnlyList<KeyValuePair<string, string>> Cells, CallCenterException? Fault);
