using CallCenter.Core.Vendors;

namespace CallCenter.Binding;

/// <summary>Completes organizations, by id or name.</summary>
internal sealed class OrgCompleter() : NameCompleter(ListedKind.Org);
