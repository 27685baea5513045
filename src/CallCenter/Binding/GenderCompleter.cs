namespace CallCenter.Binding;

/// <summary>Completes what the agents page allows as gender.</summary>
internal sealed class GenderCompleter() : WordCompleter("Female", "Male");
