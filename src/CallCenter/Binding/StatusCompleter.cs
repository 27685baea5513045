namespace CallCenter.Binding;

/// <summary>Completes the statuses of an agent that the vendor's pages show.</summary>
internal sealed class StatusCompleter() : WordCompleter("Ok", "Disabled");
