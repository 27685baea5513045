using CallCenter.Core.Vendors;

namespace CallCenter.Binding;

/// <summary>Completes agents, by code.</summary>
internal sealed class CodeCompleter() : NameCompleter(ListedKind.Code);
