namespace CallCenter.Binding;

/// <summary>Completes true and false where a CSV cell must be able to say so too.</summary>
internal sealed class BooleanCompleter() : WordCompleter("$true", "$false");
