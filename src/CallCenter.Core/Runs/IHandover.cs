using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// Stores the secrets that operations set for the people who need them: each before its operation is sent, and marked once the
/// outcome is known. For any number of threads at once.
/// </summary>
public interface IHandover
{
    /// <summary>Stores the secret of an operation, directly before the change is sent. It is not sent if this fails.</summary>
    /// <exception cref="CallCenterException">The secret could not be kept (<see cref="ErrorKind.FileUnwritable"/>).</exception>
    Task BeginAsync(Operation operation);

    /// <summary>Marks the secret, once it is known whether the operation was done.</summary>
    /// <param name="operation">The operation.</param>
    /// <param name="isDone">Whether it was.</param>
    /// <exception cref="CallCenterException">The mark could not be written (<see cref="ErrorKind.FileUnwritable"/>).</exception>
    Task EndAsync(Operation operation, bool isDone);
}
