using CallCenter.Core.Vendors;

namespace CallCenter.Binding;

/// <summary>Completes extensions.</summary>
internal sealed class ExtensionCompleter() : NameCompleter(ListedKind.Extension);
