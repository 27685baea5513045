using System;
using System.Collections.Generic;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using CallCenter.Core.Text;

namespace CallCenter.Core.Runs;

/// <summary>
/// One change at one vendor, such as creating an agent: what it is called, where it goes, how a journal identifies it, whether
/// doing it twice does harm, and how it is sent. A row of a <see cref="Run"/> is one or more operations in order.
/// </summary>
public abstract class Operation
{
    private OperationId? _id;

    /// <summary>The name in journals, such as <c>create-agent</c>. It never changes, since journals outlive versions.</summary>
    public abstract string Name { get; }

    /// <summary>The system it changes.</summary>
    public abstract Destination Destination { get; }

    /// <summary>What must not be asked for twice in one run, such as the agent's code, in words.</summary>
    public abstract string UniqueName { get; }

    /// <summary>Whether doing it twice does the same as doing it once; otherwise a second time does something else, or is refused.</summary>
    public abstract bool IsRepeatable { get; }

    /// <summary>How a journal identifies it: a hash of its name and of the fields that are present, without secrets.</summary>
    public OperationId Id => _id ??= OperationId.Of(Name, Identity);

    /// <summary>Where it goes, as a person knows the place: a tenant's domain or a server.</summary>
    public virtual string Place => Destination.Place;

    /// <summary>Whether it sets a secret that only its result holds.</summary>
    public virtual bool IsResultSecret => false;

    /// <summary>The names and values of the fields that are present, without secrets.</summary>
    protected abstract IEnumerable<KeyValuePair<string, string>> Identity { get; }

    /// <summary>What it does, in words, such as <c>create agent 5003 (li.na)</c>. For any thread.</summary>
    public abstract string Describe();

    /// <summary>What -WhatIf and -Confirm say about it: one sentence.</summary>
    /// <param name="withPlace">Whether the sentence says where it goes.</param>
    public abstract string DescribeInFull(bool withPlace);

    /// <summary>Sends it.</summary>
    /// <param name="context">The call.</param>
    /// <exception cref="CallCenterException">It was not done, or it is not known whether it was.</exception>
    public abstract Task<OperationOutcome> SendAsync(CallContext context);

    /// <summary>Sends it again, after an interrupted run that may have done it already.</summary>
    /// <param name="pending">How long what that run sent may still take effect; null where nothing limits it.</param>
    /// <param name="context">The call.</param>
    /// <exception cref="CallCenterException">It was not done, or it is not known whether it was.</exception>
    public virtual Task<OperationOutcome> ResumeAsync(TimeSpan? pending, CallContext context) => IsRepeatable
        ? SendAsync(context)
        : throw new InvalidOperationException($"{Name} must be done once, and does not say how to find out whether it was.");
}

/// <summary>A system that operations change.</summary>
/// <param name="System">The vendor's product, such as <c>WellCloud</c>.</param>
/// <param name="Name">Which one, as a journal names it, such as <c>n01.example.com</c>, with the tenant where one is given.</param>
public sealed record Destination(string System, string Name)
{
    /// <summary>Which one, as a person knows it: a tenant's domain or a server.</summary>
    public string Place { get; init; } = Name;

    /// <summary>The account that is signed in there; null where the name says all.</summary>
    public Account? Account { get; init; }
}
