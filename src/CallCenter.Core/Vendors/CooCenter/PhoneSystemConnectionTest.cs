using System.Collections.Generic;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Vendors.CooCenter;

/// <summary>Tests the connection to a phone system without changing anything.</summary>
internal sealed class PhoneSystemConnectionTest(ApiConnection connection, bool hasKey)
{
    /// <summary>Runs the test with a request that only reads.</summary>
    public async Task<IReadOnlyList<CheckFinding>> RunAsync(ApiRequest request, CallContext context)
    {
        var test = new ConnectionTest(
            CheckTarget.PhoneSystem, connection, CheckStep.Connection, CheckStep.Encryption, CheckStep.Service, CheckStep.SignIn, CheckStep.Clock);
        using var answer = await test.AskAsync(request, context).ConfigureAwait(false);
        if (answer is not null)
        {
            CheckAnswer(test, request, answer);
        }

        return test.Findings;
    }

    private void CheckAnswer(ConnectionTest test, ApiRequest request, ApiAnswer answer)
    {
        var fault = connection.FaultIn(request, answer);
        switch (fault?.Kind)
        {
            case null:
                test.Passed(CheckStep.Service, Messages.CheckPhoneSystemAnswers);
                test.Passed(CheckStep.SignIn, hasKey ? Messages.CheckKeyAccepted : Messages.CheckNoKey);
                test.CompareClocks(answer);
                break;
            case ErrorKind.QueueKeyRefused or ErrorKind.QueueClockWrong when !answer.IsWebPage:
                test.Passed(CheckStep.Service, Messages.CheckPhoneSystemAnswers);
                test.Failed(CheckStep.SignIn, fault);
                test.CompareClocks(answer);
                break;
            case ErrorKind.QueueRefused or ErrorKind.ServerBusy or ErrorKind.WrongAddress:
            case ErrorKind.UnexpectedStatus when answer.Status >= 500:
                test.Failed(CheckStep.Service, fault);
                break;
            default:
                test.Failed(CheckStep.Service, Messages.FormatCheckNotPhoneSystem(fault!.Reason), Messages.CheckNotPhoneSystemAdvice);
                break;
        }
    }
}
