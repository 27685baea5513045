using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using CallCenter.Binding;

namespace CallCenter.Sessions;

/// <summary>
/// What one runspace has opened: two runspaces with two tenants must not write to each other's. It ends with its runspace.
/// </summary>
internal sealed class RunspaceSessions
{
    // A block of ForEach-Object -Parallel may run in a runspace that another block has used. It finds none of its variables, and must
    // not find its sessions either.
    private const string Mark = "global:CallCenterSessions";

    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> States = new();

    private readonly object _gate = new();
    private readonly List<CcSession> _sessions = [];
    private readonly List<CcSession> _ofEarlierUse = [];
    private readonly List<CcSimulator> _simulators = [];
    private CcSession? _default;

    /// <summary>The state of the runspace that the calling thread runs in, for what has no access to its variables.</summary>
    public static RunspaceSessions Current => States.GetValue(Runspace.DefaultRunspace, Create);

    /// <summary>The state of the runspace that has these variables.</summary>
    public static RunspaceSessions Of(SessionState state)
    {
        var sessions = Current;
        if (!ReferenceEquals(Values.Plain(state.PSVariable.GetValue(Mark)), sessions))
        {
            sessions.ForgetEarlierUse();
            state.PSVariable.Set(Mark, sessions);
        }

        return sessions;
    }

    /// <summary>The session that commands use unless told otherwise.</summary>
    public CcSession? Default
    {
        get
        {
            lock (_gate)
            {
                ForgetClosed();
                return _default;
            }
        }
    }

    /// <summary>The open sessions, oldest first.</summary>
    public IReadOnlyList<CcSession> Sessions
    {
        get
        {
            lock (_gate)
            {
                ForgetClosed();
                return [.. _sessions];
            }
        }
    }

    /// <summary>The running simulators, oldest first.</summary>
    public IReadOnlyList<CcSimulator> Simulators
    {
        get
        {
            lock (_gate)
            {
                _simulators.RemoveAll(simulator => !simulator.IsRunning);
                return [.. _simulators];
            }
        }
    }

    /// <summary>A name that no open session has.</summary>
    public string NewName()
    {
        lock (_gate)
        {
            return Enumerable.Range(1, int.MaxValue).Select(number => "Session" + number).First(name => Find(name) is null);
        }
    }

    /// <summary>The open session of that name.</summary>
    public CcSession? Find(string name)
    {
        lock (_gate)
        {
            ForgetClosed();
            return _sessions.FindLast(session => IsNamed(session, name));
        }
    }

    /// <summary>Adds a session and makes it the default. One of the same name is closed, unless nothing is connected in truth.</summary>
    public void Add(CcSession session)
    {
        lock (_gate)
        {
            foreach (var old in Sessions.Where(old => IsNamed(old, session.Name) && (old.IsRehearsal || !session.IsRehearsal)))
            {
                Close(old);
            }

            _sessions.Add(session);
            _default = session;
        }
    }

    /// <summary>Closes a session. Where it was the default, the newest that is left becomes that.</summary>
    /// <returns>The new default; null where the default is what it was, or no session is left.</returns>
    public CcSession? Close(CcSession session)
    {
        lock (_gate)
        {
            var wasDefault = session == _default;
            session.Close();
            ForgetClosed();
            return wasDefault ? _default = _sessions.LastOrDefault() : null;
        }
    }

    /// <summary>Leaves no default: after a failed attempt to connect, what follows must not go to where the script was before.</summary>
    public void ForgetDefault()
    {
        lock (_gate)
        {
            _default = null;
        }
    }

    /// <summary>Remembers a simulator, to be stopped with the runspace.</summary>
    public void Add(CcSimulator simulator)
    {
        lock (_gate)
        {
            _simulators.Add(simulator);
        }
    }

    /// <summary>Closes and stops everything.</summary>
    public void End()
    {
        foreach (var session in Sessions.Concat(_ofEarlierUse))
        {
            session.Close();
        }

        foreach (var simulator in Simulators)
        {
            simulator.Stop();
        }
    }

    private static bool IsNamed(CcSession session, string name) => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase);

    private void ForgetEarlierUse()
    {
        lock (_gate)
        {
            _ofEarlierUse.AddRange(_sessions);
            _sessions.Clear();
            _default = null;
        }
    }

    // Another runspace can have closed one that travelled there.
    private void ForgetClosed()
    {
        _sessions.RemoveAll(session => session.State == CcSessionState.Closed);
        if (_default?.State == CcSessionState.Closed)
        {
            _default = null;
        }
    }

    private static RunspaceSessions Create(Runspace runspace)
    {
        var state = new RunspaceSessions();
        runspace.StateChanged += (_, change) =>
        {
            if (change.RunspaceStateInfo.State is RunspaceState.Closed or RunspaceState.Broken)
            {
                state.End();
            }
        };
        return state;
    }
}
