using CallCenter.Core.Listing;

namespace CallCenter.Binding;

/// <summary>Completes agents, by code.</summary>
internal sealed class CodeCompleter() : NameCompleter(ListedKind.Code);
