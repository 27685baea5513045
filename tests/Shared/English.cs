using System.Globalization;
using System.Runtime.CompilerServices;

/// <summary>The tests read the texts in English, whatever language this machine speaks.</summary>
internal static class English
{
    [ModuleInitializer]
    public static void Speak()
    {
        var english = CultureInfo.GetCultureInfo("en-US");
        CultureInfo.CurrentUICulture = english;
        CultureInfo.DefaultThreadCurrentUICulture = english;
    }
}
