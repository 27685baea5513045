using System;
using System.Diagnostics.CodeAnalysis;
using System.IO;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// Writes lines to the disk, many with one flush: during a flush the next lines collect, and are written together
/// as soon as it is over. So there is no timer, and a single line does not wait.
/// </summary>
/// <param name="file">The file, which is closed with it.</param>
/// <param name="failure">Makes the error of what the file throws.</param>
internal sealed class JournalWriter(IJournalFile file, Func<Exception, CallCenterException> failure) : IDisposable
{
    // More than all requests in flight need; a larger buffer is released.
    private const int LargestKept = 1024 * 1024;

    // No working disk takes that long for a few lines.
    private static readonly TimeSpan WriteTimeout = TimeSpan.FromSeconds(30);

    private readonly object _gate = new();
    private MemoryStream _gathered = new();
    private MemoryStream _spare = new();
    private TaskCompletionSource<bool> _whenOnDisk = NewSource();
    private bool _isWriting;
    private bool _isClosed;
    private Exception? _fault;

    /// <summary>Completes when the line is on the disk.</summary>
    /// <exception cref="CallCenterException">It could not be written, or an earlier one could not.</exception>
    /// <exception cref="ObjectDisposedException">The journal is closed.</exception>
    public Task AppendAsync(byte[] line)
    {
        lock (_gate)
        {
            if (_isClosed)
            {
                return Task.FromException(new ObjectDisposedException(nameof(RunJournal)));
            }

            if (_fault is not null)
            {
                return Task.FromException(failure(_fault));
            }

#pragma warning disable CA1849 // In memory, under a lock.
            _gathered.Write(line, 0, line.Length);
#pragma warning restore CA1849
            if (!_isWriting)
            {
                _isWriting = true;
                _ = Task.Run(WriteAll);
            }

            return _whenOnDisk.Task;
        }
    }

    /// <summary>Writes what is pending, then closes the file.</summary>
    public void Dispose()
    {
        lock (_gate)
        {
            _isClosed = true;
            while (_isWriting)
            {
                if (!Monitor.Wait(_gate, WriteTimeout))
                {
                    // The disk does not answer. Closing the file would hang as well.
                    return;
                }
            }
        }

        file.Dispose();
    }

    // Code that awaits a line continues elsewhere, not in the loop that writes.
    private static TaskCompletionSource<bool> NewSource() => new(TaskCreationOptions.RunContinuationsAsynchronously);

    private void WriteAll()
    {
        while (TryGather(out var lines, out var whenOnDisk))
        {
            if (Write(lines) is { } fault)
            {
                Fail(fault, whenOnDisk);
                return;
            }

            whenOnDisk.SetResult(true);
        }
    }

    private bool TryGather([NotNullWhen(true)] out MemoryStream? lines, [NotNullWhen(true)] out TaskCompletionSource<bool>? whenOnDisk)
    {
        lock (_gate)
        {
            (lines, whenOnDisk) = (null, null);
            if (_gathered.Length == 0)
            {
                _isWriting = false;
                Monitor.PulseAll(_gate);
                return false;
            }

            (lines, whenOnDisk) = (_gathered, _whenOnDisk);
            (_gathered, _spare) = (_spare.Capacity > LargestKept ? new MemoryStream() : _spare, _gathered);
            _gathered.SetLength(0);
            _whenOnDisk = NewSource();
            return true;
        }
    }

    [SuppressMessage("Design", "CA1031:Do not catch general exception types", Justification = "Whatever it is, those who wait for the disk must hear of it.")]
    private Exception? Write(MemoryStream lines)
    {
        try
        {
            file.Append(lines.GetBuffer(), (int)lines.Length);
            file.FlushToDisk();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    /// <summary>Ends all writing: after a failed write it is unknown what the disk holds, and a later success would hide that.</summary>
    private void Fail(Exception fault, TaskCompletionSource<bool> written)
    {
        TaskCompletionSource<bool> gathered;
        lock (_gate)
        {
            _fault = fault;
            gathered = _whenOnDisk;
            _isWriting = false;
            Monitor.PulseAll(_gate);
        }

        foreach (var source in new[] { written, gathered })
        {
            source.SetException(failure(fault));

            // Perhaps nobody awaits it, which must not end as an unobserved exception.
            _ = source.Task.Exception;
        }
    }
}
