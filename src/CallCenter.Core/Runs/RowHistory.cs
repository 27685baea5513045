namespace CallCenter.Core.Runs;

/// <summary>What the records of one row say so far, in two bytes, since a journal may have a million rows.</summary>
internal readonly struct RowHistory
{
    // 0 for a row without a record, else the state and one.
    private readonly byte _state;
    private readonly byte _before;

    private RowHistory(byte state, byte before)
    {
        _state = state;
        _before = before;
    }

    /// <summary>The state; meaningless for a row without a record.</summary>
    public JournalState State => (JournalState)(_state - 1);

    /// <summary>The history with one more record.</summary>
    public RowHistory With(JournalState next)
    {
        var known = _state == Code(JournalState.Sending) ? _before : _state;
        switch (next)
        {
            case JournalState.Sending:
                return new RowHistory(Code(next), Ended()._state);

            // It says that nothing was sent this time. What an earlier attempt did, or may have done, it does not undo.
            case JournalState.Stopped when known == Code(JournalState.Done) || known == Code(JournalState.Unknown):
                return new RowHistory(known, 0);
            default:
                return new RowHistory(Code(next), 0);
        }
    }

    /// <summary>The history when the run is over: what is still being sent then has no known outcome.</summary>
    public RowHistory Ended() =>
        _state == Code(JournalState.Sending) ? new RowHistory(Code(JournalState.Unknown), 0) : this;

    private static byte Code(JournalState state) => (byte)(state + 1);
}
