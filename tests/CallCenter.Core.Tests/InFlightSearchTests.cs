using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using CallCenter.Core.Http;
using Xunit;

namespace CallCenter.Core.Tests;

/// <summary>The number in flight that the governor finds, against servers by a clock that is moved.</summary>
public sealed class InFlightSearchTests : IDisposable
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);
    private static readonly ApiAnswer Success = new(200, [], null, null);

    private readonly MovedClock _clock = new();
    private readonly Governor _governor;
    private readonly Random _random = new(1);
    private readonly List<(TimeSpan Began, TimeSpan Ends, int Round)> _flying = [];
    private readonly List<Task<int>> _waiting = [];
    private CancellationTokenSource _stopping = new();

    public InFlightSearchTests()
    {
        _governor = new Governor(_clock);
    }

    public void Dispose()
    {
        _governor.Dispose();
        _stopping.Dispose();
    }

    [Theory]
    [InlineData(50, 64)]
    [InlineData(50, 40)]
    [InlineData(50, 20)]
    [InlineData(50, 30)]
    [InlineData(200, 64)]
    [InlineData(200, 20)]
    [InlineData(20, 20)]
    public void It_gets_nearly_all_that_the_server_can_do_and_its_answers_hardly_wait(int milliseconds, int atOnce)
    {
        var time = TimeSpan.FromSeconds(10 * milliseconds / 50);
        Server NewServer() => new(() => milliseconds + _random.Next(milliseconds / 5), atOnce);

        var most = Work(time, NewServer(), isSearching: false).Count;
        Drain();
        var answers = Work(time, NewServer());

        Assert.InRange(answers.Count, 0.95 * most, 1.05 * most);
        Assert.InRange(Percentile(answers, 95), milliseconds, 1.5 * 1.2 * milliseconds);
    }

    [Fact]
    public void A_server_that_answers_fewer_at_once_than_the_search_begins_with_gets_hardly_more()
    {
        var server = new Server(() => 50, atOnce: 4);

        var answers = Work(TimeSpan.FromSeconds(9), server);

        Assert.InRange(server.MaxInFlight, 8, 16);
        Assert.InRange(answers.Count / _clock.Now.TotalSeconds, 79, 81);
    }

    [Fact]
    public void Answers_that_differ_much_are_not_taken_for_a_slow_server()
    {
        var answers = Work(TimeSpan.FromSeconds(20), new Server(() => (int)(20 + (20 * Math.Exp(0.8 * Normal()))), atOnce: 64));

        Assert.InRange(answers.Count / _clock.Now.TotalSeconds, 0.9 * 64 / answers.Average() * 1000, double.MaxValue);
    }

    [Fact]
    public void It_goes_back_when_others_need_the_server_and_up_again_when_they_are_done()
    {
        var server = new Server(() => 50, atOnce: 64);
        Work(TimeSpan.FromSeconds(3), server);
        Assert.Equal(64, server.MaxInFlight);

        server.AtOnce = 16;
        Work(TimeSpan.FromSeconds(3), server);
        Assert.InRange(Percentile(Work(TimeSpan.FromSeconds(5), server), 90), 50, 75);

        server.AtOnce = 64;
        Work(TimeSpan.FromSeconds(20), server);
        server.MaxInFlight = 0;
        Work(TimeSpan.FromSeconds(1), server);
        Assert.Equal(64, server.MaxInFlight);
    }

    [Fact]
    public void It_goes_up_again_where_the_server_itself_has_become_slower()
    {
        var milliseconds = 50;
        var server = new Server(() => milliseconds, atOnce: 64);
        Work(TimeSpan.FromSeconds(3), server);

        milliseconds = 100;
        Work(TimeSpan.FromSeconds(40), server);
        server.MaxInFlight = 0;
        Work(TimeSpan.FromSeconds(1), server);

        Assert.Equal(64, server.MaxInFlight);
    }

    [Theory]
    [InlineData(0.5, 64)]
    [InlineData(1, 8)]
    public void It_begins_anew_when_nothing_was_in_flight_for_a_second(double seconds, int inFlight)
    {
        Work(TimeSpan.FromSeconds(3), new Server(() => 50, atOnce: 64));
        Drain();
        _clock.Advance(TimeSpan.FromSeconds(seconds));

        Assert.Equal(inFlight, Enter(isSearching: true).Count(one => one.IsCompleted));
    }

    [Fact]
    public void Requests_whose_run_has_a_limit_of_its_own_are_not_held_back()
    {
        var all = Enter(isSearching: false);

        Assert.All(all, one => Assert.True(one.IsCompleted));
    }

    [Fact]
    public void A_push_back_bounds_it_too()
    {
        var all = Enter(isSearching: true);
        var flying = all.Where(one => one.IsCompleted).ToList();
        flying.ForEach(one => _governor.Leave(Round(one), new(429, [], null, TimeSpan.FromSeconds(1)), null, Tick));
        _clock.Advance(TimeSpan.FromSeconds(1));

        Assert.Equal(1, all.Except(flying).Count(one => one.IsCompleted));
    }

    /// <summary>Sends requests for a time, 64 at once where the governor lets them, and goes on where the work before ended.</summary>
    /// <returns>How many milliseconds each answer took.</returns>
    private List<double> Work(TimeSpan time, Server server, bool isSearching = true)
    {
        var end = _clock.Now + time;
        var answers = new List<double>();
        while (_clock.Now < end)
        {
            foreach (var one in _flying.Where(one => one.Ends <= _clock.Now).ToList())
            {
                _flying.Remove(one);
                answers.Add((_clock.Now - one.Began).TotalMilliseconds);
                _governor.Leave(one.Round, Success, null, _clock.Now - one.Began, isSearching);
            }

            while (_flying.Count + _waiting.Count < 64)
            {
                _waiting.Add(_governor.EnterAsync(_stopping.Token, isSearching));
            }

            foreach (var one in _waiting.Where(one => one.IsCompleted).ToList())
            {
                _waiting.Remove(one);
                _flying.Add((_clock.Now, server.Answer(_clock.Now), Round(one)));
                server.MaxInFlight = Math.Max(server.MaxInFlight, _flying.Count);
            }

            _clock.Advance(Tick);
        }

        return answers;
    }

    /// <summary>Ends all that is in flight.</summary>
    private void Drain()
    {
        _stopping.Cancel();
        _flying.ForEach(one => _governor.Leave(one.Round, Success, null, one.Ends - one.Began, isSearching: true));
        _flying.Clear();
        _waiting.Clear();
        _stopping.Dispose();
        _stopping = new();
    }

    private List<Task<int>> Enter(bool isSearching) =>
        [.. Enumerable.Range(0, 64).Select(_ => _governor.EnterAsync(CancellationToken.None, isSearching))];

    private double Normal() => Math.Sqrt(-2 * Math.Log(1 - _random.NextDouble())) * Math.Cos(2 * Math.PI * _random.NextDouble());

    private static double Percentile(List<double> values, int percent) => values.Order().ElementAt(values.Count * percent / 100);

    private static int Round(Task<int> entered) => entered.GetAwaiter().GetResult();

    /// <summary>A server that works on so many requests at once, in the order in which they come.</summary>
    private sealed class Server(Func<int> milliseconds, int atOnce)
    {
        private readonly List<TimeSpan> _busyUntil = [];

        public int AtOnce { get; set; } = atOnce;

        public int MaxInFlight { get; set; }

        /// <summary>When a request that comes now is answered.</summary>
        public TimeSpan Answer(TimeSpan now)
        {
            _busyUntil.RemoveAll(end => end <= now);
            var begins = _busyUntil.Count < AtOnce ? now : _busyUntil.Order().ElementAt(_busyUntil.Count - AtOnce);
            var ends = begins + TimeSpan.FromMilliseconds(milliseconds());
            _busyUntil.Add(ends);
            return ends;
        }
    }
}
