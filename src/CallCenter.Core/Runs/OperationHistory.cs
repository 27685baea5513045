namespace CallCenter.Core.Runs;

/// <summary>What the records of one operation say so far, in two bytes, since a journal may have a million of them.</summary>
internal readonly struct OperationHistory
{
    // Done, with a result that was not handed on.
    private const byte DoneAndLost = 6;

    // 0 for an operation without a record, otherwise the state plus one.
    private readonly byte _state;
    private readonly byte _before;

    private OperationHistory(byte state, byte before)
    {
        _state = state;
        _before = before;
    }

    /// <summary>The state; meaningless for an operation without a record.</summary>
    public JournalState State => IsResultLost ? JournalState.Done : (JournalState)(_state - 1);

    /// <summary>Whether it was done, and its secret result was not handed on.</summary>
    public bool IsResultLost => _state == DoneAndLost;

    /// <summary>The history with one more record.</summary>
    /// <param name="next">The state that the record has.</param>
    /// <param name="isHandedOn">Whether the result was handed on, or is no secret.</param>
    public OperationHistory With(JournalState next, bool isHandedOn = true)
    {
        var known = _state == Code(JournalState.Sending) ? _before : _state;
        switch (next)
        {
            case JournalState.Sending:
                return new OperationHistory(Code(next), Ended()._state);

            // Nothing was sent this time. That does not undo what an earlier attempt did, or may have done.
            case JournalState.Stopped when known is DoneAndLost || known == Code(JournalState.Done) || known == Code(JournalState.Unknown):
                return new OperationHistory(known, 0);
            case JournalState.Done when !isHandedOn:
                return new OperationHistory(DoneAndLost, 0);
            default:
                return new OperationHistory(Code(next), 0);
        }
    }

    /// <summary>The history when the run is over: what is still being sent then has no known outcome.</summary>
    public OperationHistory Ended() =>
        _state == Code(JournalState.Sending) ? new OperationHistory(Code(JournalState.Unknown), 0) : this;

    private static byte Code(JournalState state) => (byte)(state + 1);
}
