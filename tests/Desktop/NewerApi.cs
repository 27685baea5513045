using System;
using System.Threading.Tasks;

/// <summary>What the tests use of newer runtimes and the Polyfill package leaves out.</summary>
internal static class NewerApi
{
    extension(Task task)
    {
        public bool IsCompletedSuccessfully => task.Status == TaskStatus.RanToCompletion;
    }

    public static string Replace(this string text, string old, string replacement, StringComparison comparison) =>
        comparison == StringComparison.Ordinal ? text.Replace(old, replacement) : throw new NotSupportedException();
}
