using System;
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;

namespace CallCenter.Sessions;

/// <summary>
/// What one runspace has opened: two runspaces with two tenants must not write to each other's. It ends with its runspace.
/// </summary>
internal sealed class RunspaceSessions
{
    private static readonly ConditionalWeakTable<Runspace, RunspaceSessions> States = new();

    private readonly object _gate = new();
    private readonly List<CcSession> _sessions = [];
    private readonly List<CcSimulator> _simulators = [];
    private CcSession? _default;

    /// <summary>The state of the runspace that the calling thread runs in.</summary>
    public static RunspaceSessions Current => States.GetValue(Runspace.DefaultRunspace, Create);

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
            return _sessions.Find(session => string.Equals(session.Name, name, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Adds a session and makes it the default. One of the same name is closed.</summary>
    public void Add(CcSession session)
    {
        lock (_gate)
        {
            if (Find(session.Name) is { } old)
            {
                Close(old);
            }

            _sessions.Add(session);
            _default = session;
        }
    }

    /// <summary>Closes a session; the newest that is left becomes the default.</summary>
    public void Close(CcSession session)
    {
        session.Close();
        lock (_gate)
        {
            ForgetClosed();
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
        foreach (var session in Sessions)
        {
            Close(session);
        }

        foreach (var simulator in Simulators)
        {
            simulator.Stop();
        }
    }

    // Another runspace can have closed one that travelled there.
    private void ForgetClosed()
    {
        _sessions.RemoveAll(session => session.State == CcSessionState.Closed);
        if (_default?.State == CcSessionState.Closed)
        {
            _default = _sessions.LastOrDefault();
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
