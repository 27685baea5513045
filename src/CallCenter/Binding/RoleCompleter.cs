using CallCenter.Core.Vendors;

namespace CallCenter.Binding;

/// <summary>Completes roles, by id or name.</summary>
internal sealed class RoleCompleter() : NameCompleter(ListedKind.Role);
