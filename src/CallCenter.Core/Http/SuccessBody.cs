using CallCenter.Core.Text;

namespace CallCenter.Core.Http;

/// <summary>Says in words why a body is not the JSON object that a vendor documents.</summary>
internal static class SuccessBody
{
    public static string Describe(ApiAnswer answer)
    {
        if (answer.IsEmpty)
        {
            return Messages.Format("NotJson_Empty");
        }

        return answer.IsWebPage
            ? Messages.Format("NotJson_Html")
            : Messages.Format("NotJson_Other");
    }
}
