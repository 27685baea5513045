namespace CallCenter.Simulator.CooCenter;

/// <summary>An extension that is signed in to a queue of the simulated phone system, as it was at one moment.</summary>
/// <param name="Queue">The queue's number.</param>
/// <param name="Extension">The extension's number.</param>
/// <param name="Paused">Whether the queue sends it no calls.</param>
/// <param name="Penalty">Its penalty; 0 after a sign-in.</param>
public sealed record SimulatedMember(string Queue, string Extension, bool Paused = false, int Penalty = 0);
