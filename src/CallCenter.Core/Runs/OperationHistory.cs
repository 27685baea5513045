namespace CallCenter.Core.Runs;

/// <summary>What the records of one operation say so far, in two bytes, since a journal may have a million of them.</summary>
internal readonly struct OperationHistory
{
    // 0 for an operation without a record, else the state and one.
    private readonly byte _state;
    private readonly byte _before;

    private OperationHistory(byte state, byte before)
    {
        _state = state;
        _before = before;
    }

    /// <summary>The state; meaningless for an operation without a record.</summary>
    public JournalState State => (JournalState)(_state - 1);

    /// <summary>The history with one more record.</summary>
    public OperationHistory With(JournalState next)
    {
        var known = _state == Code(JournalState.Sending) ? _before : _state;
        switch (next)
        {
            case JournalState.Sending:
                return new OperationHistory(Code(next), Ended()._state);

            // It says that nothing was sent this time. What an earlier attempt did, or may have done, it does not undo.
            case JournalState.Stopped when known == Code(JournalState.Done) || known == Code(JournalState.Unknown):
                return new OperationHistory(known, 0);
            default:
                return new OperationHistory(Code(next), 0);
        }
    }

    /// <summary>The history when the run is over: what is still being sent then has no known outcome.</summary>
    public OperationHistory Ended() =>
        _state == Code(JournalState.Sending) ? new OperationHistory(Code(JournalState.Unknown), 0) : this;

    private static byte Code(JournalState state) => (byte)(state + 1);
}
