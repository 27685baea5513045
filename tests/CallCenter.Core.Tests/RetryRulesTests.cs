using System;
using System.Globalization;
using System.Linq;
using CallCenter.Core.Http;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class RetryRulesTests
{
    /// <summary>
    /// The truth table. A create must not be done twice, a reset may, a list only reads, and a probe is tried once. "after" is the
    /// Retry-After of an answer in seconds, "sent" says that a request without an answer may have reached the server. What is known
    /// of the tries before is nothing unless it says so, and two retries are allowed. Times are in seconds.
    /// </summary>
    [Theory]

    // A success.
    [InlineData("create", "200",                      "",                              "succeed")]
    [InlineData("create", "200",                      "unknown",                       "succeed")]
    [InlineData("probe",  "200",                      "",                              "succeed")]

    // A refusal of the request: nothing was done, and sending it again would not help.
    [InlineData("create", "409 UnexpectedStatus",     "",                              "give up")]
    [InlineData("create", "472 PasswordRule",         "",                              "give up")]
    [InlineData("create", "301 UnexpectedStatus",     "",                              "give up")]
    [InlineData("reset",  "424 AgentNotFound",        "",                              "give up")]
    [InlineData("reset",  "200 QueueRefused",         "",                              "give up")]
    [InlineData("create", "200 TenantRefused",        "",                              "give up")]
    [InlineData("create", "200 TenantRefused",        "unknown",                       "give up, unknown")]

    // What an earlier try may have done, a later one does not undo.
    [InlineData("create", "409 UnexpectedStatus",     "unknown",                       "give up, unknown")]
    [InlineData("reset",  "Unreachable",              "unknown, 2 retries",            "give up, unknown")]

    // A refusal of the credential, whoever asks and however often: the authenticator knows whether there is another.
    [InlineData("create", "401 TokenRefused",         "",                              "renew")]
    [InlineData("create", "401 TokenRefused",         "2 retries",                     "renew")]
    [InlineData("reset",  "401 TokenRefused",         "unknown",                       "renew, unknown")]
    [InlineData("list",   "403 QueueKeyRefused",      "",                              "renew")]
    [InlineData("probe",  "401 TokenRefused",         "",                              "renew")]

    // No connection: nothing was done, and anything may be sent again.
    [InlineData("create", "Unreachable",              "",                              "again after 0.5")]
    [InlineData("create", "Unreachable",              "1 retries",                     "again after 1")]
    [InlineData("create", "Unreachable",              "2 retries",                     "give up")]
    [InlineData("create", "Unreachable",              "0 allowed",                     "give up")]
    [InlineData("create", "Unreachable",              "unknown",                       "again after 0.5, unknown")]
    [InlineData("create", "Unreachable",              "7 retries, 9 allowed",          "again after 30")]
    [InlineData("list",   "Unreachable",              "",                              "again after 0.5")]
    [InlineData("probe",  "Unreachable",              "",                              "give up")]

    // Nothing reaches a server that answered before: all wait for it in the governor, for a minute. This needs no retry.
    [InlineData("create", "Unreachable",              "pause 5, gone 10",              "governor after 5")]
    [InlineData("create", "Unreachable",              "pause 5, gone 10, 2 retries",   "governor after 5")]
    [InlineData("create", "Unreachable",              "pause 5, gone 10, unknown",     "governor after 5, unknown")]
    [InlineData("list",   "Unreachable",              "pause 0.25, gone 0",            "governor after 0.25")]
    [InlineData("create", "Unreachable",              "pause 5, gone 55",              "governor after 5")]
    [InlineData("create", "Unreachable",              "pause 5, gone 56",              "give up")]
    [InlineData("create", "Unreachable",              "pause 5, gone 10, 0 allowed",   "give up")]
    [InlineData("probe",  "Unreachable",              "pause 5, gone 10",              "give up")]

    // No encrypted connection: the next one would fail as well.
    [InlineData("create", "TlsFailure",               "",                              "give up")]
    [InlineData("list",   "TlsFailure",               "",                              "give up")]

    // No answer to a request that was sent: it may have been processed.
    [InlineData("create", "Timeout sent",             "",                              "give up, unknown")]
    [InlineData("create", "ConnectionLost sent",      "",                              "give up, unknown")]
    [InlineData("reset",  "Timeout sent",             "",                              "again after 0.5, unknown")]
    [InlineData("reset",  "ConnectionLost sent",      "1 retries",                     "again after 1, unknown")]
    [InlineData("reset",  "ConnectionLost sent",      "2 retries",                     "give up, unknown")]
    [InlineData("list",   "Timeout sent",             "",                              "again after 0.5")]
    [InlineData("list",   "ConnectionLost sent",      "2 retries",                     "give up")]
    [InlineData("probe",  "Timeout sent",             "",                              "give up")]

    // Stopped while it was under way, and while it waited for a connection.
    [InlineData("create", "Stopped sent",             "",                              "give up, unknown")]
    [InlineData("create", "Stopped",                  "",                              "give up")]
    [InlineData("reset",  "Stopped sent",             "",                              "give up, unknown")]
    [InlineData("list",   "Stopped sent",             "",                              "give up")]

    // A success in the wrong form: probably done.
    [InlineData("create", "200 NotJson",              "",                              "give up, unknown")]
    [InlineData("reset",  "200 UnexpectedStatus",     "",                              "give up, unknown")]
    [InlineData("reset",  "202 UnexpectedStatus",     "",                              "give up, unknown")]
    [InlineData("list",   "200 NotJson",              "",                              "give up")]

    // The server failed, perhaps half-way through.
    [InlineData("create", "500 UnexpectedStatus",     "",                              "give up, unknown")]
    [InlineData("create", "502 UnexpectedStatus",     "",                              "give up, unknown")]
    [InlineData("create", "504 UnexpectedStatus",     "",                              "give up, unknown")]
    [InlineData("create", "500 UnexpectedStatus after 3", "",                          "give up, unknown")]
    [InlineData("reset",  "500 UnexpectedStatus",     "",                              "again after 0.5, unknown")]
    [InlineData("reset",  "502 UnexpectedStatus",     "2 retries",                     "give up, unknown")]
    [InlineData("list",   "502 UnexpectedStatus",     "",                              "again after 0.5")]
    [InlineData("probe",  "500 UnexpectedStatus",     "",                              "give up")]

    // The server defers the request and says for how long: nothing was done. This needs no retry, and only time limits it.
    [InlineData("create", "429 ServerBusy after 3",   "pause 3",                       "governor after 3")]
    [InlineData("create", "503 ServerBusy after 3",   "pause 3",                       "governor after 3")]
    [InlineData("create", "503 ServerBusy after 3",   "pause 3, unknown",              "governor after 3, unknown")]
    [InlineData("create", "503 ServerBusy after 3",   "pause 3, 2 retries",            "governor after 3")]
    [InlineData("create", "503 ServerBusy after 3",   "pause 3, 0 allowed",            "governor after 3")]
    [InlineData("create", "429 ServerBusy after 3",   "pause 0",                       "governor after 0")]
    [InlineData("list",   "429 ServerBusy after 300", "pause 300",                     "governor after 300")]
    [InlineData("create", "429 ServerBusy after 301", "pause 0",                       "give up")]
    [InlineData("reset",  "503 ServerBusy after 301", "pause 0",                       "give up")]
    [InlineData("create", "429 ServerBusy after 300", "pause 300, deferred 600",       "governor after 300")]
    [InlineData("create", "429 ServerBusy after 300", "pause 300, deferred 601",       "give up")]
    [InlineData("reset",  "503 ServerBusy after 3",   "pause 3, deferred 898",         "give up")]
    [InlineData("create", "429 ServerBusy after 3",   "pause 3, all deferred 121",     "governor after 3")]
    [InlineData("probe",  "429 ServerBusy after 3",   "pause 3",                       "give up")]

    // The server defers the request and does not say for how long. Where the user wants no retries, that is one.
    [InlineData("create", "429 ServerBusy",           "pause 0.25",                    "governor after 0.25")]
    [InlineData("create", "503 ServerBusy",           "pause 0.25",                    "governor after 0.25")]
    [InlineData("create", "503 ServerBusy",           "pause 0.25, unknown",           "governor after 0.25, unknown")]
    [InlineData("create", "503 ServerBusy",           "pause 0.25, 0 allowed",         "give up")]
    [InlineData("reset",  "503 ServerBusy",           "pause 0.25, 2 retries",         "governor after 0.25")]
    [InlineData("list",   "503 ServerBusy",           "pause 0.25",                    "governor after 0.25")]
    [InlineData("probe",  "503 ServerBusy",           "pause 0.25",                    "give up")]
    [InlineData("create", "429 ServerBusy after 0",   "pause 0.25",                    "governor after 0.25")]
    [InlineData("create", "503 ServerBusy after 0",   "pause 0.25",                    "governor after 0.25")]
    [InlineData("create", "429 ServerBusy",           "pause 0.25, 2 retries",         "governor after 0.25")]
    [InlineData("create", "429 ServerBusy",           "pause 0.25, 0 allowed",         "give up")]
    [InlineData("reset",  "503 ServerBusy after 0",   "pause 0.25, 0 allowed",         "give up")]
    [InlineData("create", "429 ServerBusy",           "pause 10, deferred 110",        "governor after 10")]
    [InlineData("create", "429 ServerBusy",           "pause 10, deferred 111",        "give up")]
    [InlineData("create", "429 ServerBusy",           "pause 0.25, all deferred 120",  "governor after 0.25")]
    [InlineData("create", "429 ServerBusy",           "pause 0.25, all deferred 121",  "give up")]
    [InlineData("probe",  "429 ServerBusy",           "pause 0.25",                    "give up")]

    // It exists, or is signed out, after a 503: perhaps by that very try.
    [InlineData("create", "409 UnexpectedStatus exists", "unavailable",                "give up, unknown")]
    [InlineData("create", "200 TenantRefused exists", "unavailable",                   "give up, unknown")]
    [InlineData("create", "409 UnexpectedStatus exists", "",                           "give up")]
    [InlineData("create", "472 PasswordRule",         "unavailable",                   "give up")]
    [InlineData("reset",  "404 InterfaceNotFound exists", "unavailable",               "give up, unknown")]
    public void What_follows_a_try(string operation, string outcome, string before, string decision)
    {
        var facts = Before(before, Outcome(outcome, Operation(operation)));

        var actual = RetryRules.Decide(facts);

        Assert.Equal(decision, InWords(actual));
        Assert.Equal(facts.Error, actual.Error);
    }

    [Theory]
    [InlineData(0, 250, 500)]
    [InlineData(1, 500, 1_000)]
    [InlineData(2, 1_000, 2_000)]
    [InlineData(5, 8_000, 16_000)]
    [InlineData(6, 15_000, 30_000)]
    [InlineData(7, 15_000, 30_000)]
    [InlineData(1_000, 15_000, 30_000)]
    [InlineData(int.MaxValue, 15_000, 30_000)]
    public void The_wait_doubles_up_to_a_bound_and_is_spread(int retry, int least, int most)
    {
        var waits = Enumerable.Range(0, 500).Select(_ => RetryRules.Backoff(retry, Jitter.Next())).ToList();

        Assert.All(waits, wait => Assert.InRange(wait, TimeSpan.FromMilliseconds(least), TimeSpan.FromMilliseconds(most)));
        Assert.True(waits.Distinct().Count() > 100);
    }

    private static TryFacts Operation(string operation) => new()
    {
        Repeatable = operation != "create",
        ChangesNothing = operation is "list" or "probe",
        IsProbe = operation == "probe",
        MaximumRetryCount = 2,
        Jitter = 1,
    };

    private static TryFacts Outcome(string outcome, TryFacts facts)
    {
        var words = outcome.Split(' ');
        if (!int.TryParse(words[0], out var status))
        {
            return facts with { Error = Enum.Parse<ErrorKind>(words[0]), Sent = words.Contains("sent") };
        }

        return facts with
        {
            Status = status,
            Error = words.Length > 1 ? Enum.Parse<ErrorKind>(words[1]) : null,
            CredentialRefused = status is 401 or 403,
            IsAlreadyDone = words.Contains("exists"),
            RetryAfter = words.Length > 3 ? Seconds(words[3]) : null,
        };
    }

    private static TryFacts Before(string before, TryFacts facts)
    {
        foreach (var fact in before.Split(", ", StringSplitOptions.RemoveEmptyEntries))
        {
            var words = fact.Split(' ');
            facts = words switch
            {
                ["unavailable"] => facts with { WasUnavailable = true },
                ["unknown"] => facts with { OutcomeUnknown = true },
                [var number, "retries"] => facts with { Retries = Number(number) },
                [var number, "allowed"] => facts with { MaximumRetryCount = Number(number) },
                ["gone", var seconds] => facts with { GoneFor = Seconds(seconds) },
                ["pause", var seconds] => facts with { Pause = Seconds(seconds) },
                ["deferred", var seconds] => facts with { DeferredFor = Seconds(seconds) },
                ["all", "deferred", var seconds] => facts with { AllDeferredFor = Seconds(seconds) },
                _ => throw new ArgumentException(fact, nameof(before)),
            };
        }

        return facts;
    }

    private static string InWords(RetryDecision decision)
    {
        var next = decision.Next switch
        {
            NextStep.Succeed => "succeed",
            NextStep.GiveUp => "give up",
            NextStep.RenewCredential => "renew",
            NextStep.SendAgain => "again",
            _ => "governor",
        };
        var wait = decision.Wait is { } time ? " after " + time.TotalSeconds.ToString(CultureInfo.InvariantCulture) : string.Empty;
        return next + wait + (decision.OutcomeUnknown ? ", unknown" : string.Empty);
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static TimeSpan Seconds(string text) => TimeSpan.FromSeconds(double.Parse(text, CultureInfo.InvariantCulture));
}
