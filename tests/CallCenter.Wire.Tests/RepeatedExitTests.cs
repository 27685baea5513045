using System;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Runs;
using CallCenter.Core.Text;
using CallCenter.Core.Vendors.CooCenter;
using CallCenter.Simulator;
using CallCenter.Simulator.Http;
using Xunit;

namespace CallCenter.Wire.Tests;

/// <summary>Signing out again what may have been signed out already: that it is not there any more is what was wanted.</summary>
public sealed class RepeatedExitTests : IDisposable
{
    private static readonly Destination Place = new("CooCenter", "pbx");

    private readonly VendorSimulator _simulator = new(new SimulatorOptions { Extensions = ["800"] });

    public void Dispose() => _simulator.Dispose();

    [Fact]
    public async Task After_an_interrupted_run_an_extension_that_is_not_there_is_signed_out()
    {
        using var queues = Wire.Queues(_simulator.QueueUri);

        var outcome = await new ExitQueue(queues, Place, "630", "801").ResumeAsync(null, Wire.Context);

        Assert.Null(outcome.Error);
    }

    [Fact]
    public async Task After_a_lost_answer_an_extension_that_is_not_there_is_signed_out()
    {
        var asked = 0;
        _simulator.Interceptor = _ => Interlocked.Increment(ref asked) == 1 ? HttpResponse.Lost() : null;
        using var queues = Wire.Queues(_simulator.QueueUri, Wire.Usual);

        var outcome = await new ExitQueue(queues, Place, "630", "801").SendAsync(Wire.Context);

        Assert.Null(outcome.Error);
        Assert.Equal(2, asked);
    }

    [Fact]
    public async Task The_first_time_it_is_an_error_and_so_is_anything_else()
    {
        using var queues = Wire.Queues(_simulator.QueueUri);

        var first = await Wire.FailsAsync(() => new ExitQueue(queues, Place, "630", "801").SendAsync(Wire.Context));
        var other = await Wire.FailsAsync(() => new ExitQueue(queues, Place, "999", "800").ResumeAsync(null, Wire.Context));

        Assert.Equal((ErrorKind.InterfaceNotFound, ErrorKind.QueueRefused), (first.Kind, other.Kind));
    }
}
