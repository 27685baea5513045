using System;
using CallCenter.Core.Text;
using Xunit;

namespace CallCenter.Core.Tests;

public sealed class FailureTests
{
    public static TheoryData<ErrorKind> Kinds => new(Enum.GetValues<ErrorKind>());

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_gives_a_whole_message_and_advice(ErrorKind kind)
    {
        CallCenterException[] errors =
        [
            Failure.Local(kind, "Row 3 (agent 5003)", "first", "second"),
            Failure.Session(kind, "first", "second"),
            Failure.Remote(kind, "create agent 5003", outcomeUnknown: false, status: 418, vendorMessage: "words", detail: "first"),
            Failure.Remote(kind, "create agent 5003", outcomeUnknown: true, status: 418, detail: "first"),
        ];

        Assert.All(errors, error =>
        {
            Assert.Equal(kind, error.Kind);
            Assert.DoesNotContain("{", error.Message + error.Advice, StringComparison.Ordinal);
            Assert.False(string.IsNullOrWhiteSpace(error.Advice) && kind != ErrorKind.InvalidParameter);
        });
        Assert.StartsWith("Row 3 (agent 5003): ", errors[0].Message, StringComparison.Ordinal);
        Assert.StartsWith("Could not create agent 5003: ", errors[2].Message, StringComparison.Ordinal);
        Assert.EndsWith("The server says: words", errors[2].Message, StringComparison.Ordinal);
        Assert.StartsWith("It is unknown whether the request to create agent 5003 succeeded: ", errors[3].Message, StringComparison.Ordinal);
        Assert.DoesNotContain("server says", errors[3].Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ErrorKind.FileUnreadable, "Get-Item 'it''s here; x ’’y'")]
    [InlineData(ErrorKind.JournalInUse, "Get-CcJournal 'it''s here; x ’’y'")]
    [InlineData(ErrorKind.SessionClosed, "-Name 'it''s here; x ’’y'")]
    public void What_is_meant_to_be_typed_stays_in_its_quotes(ErrorKind kind, string typed)
    {
        var error = Failure.Session(kind, "it's here; x ’y", "why");

        Assert.Contains(typed, error.Advice, StringComparison.Ordinal);
        Assert.Contains("it's here; x ’y", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_name_of_a_file_does_not_steer_the_terminal()
    {
        var error = Failure.Session(ErrorKind.FileUnreadable, "a\u001b]52;c;eA==\u0007\u202e\n.csv", "why");

        Assert.DoesNotContain(error.Message + error.Advice, character => char.IsControl(character) || character == '\u202e');
    }

    [Fact]
    public void What_is_known_of_the_answer_stands_in_the_exception()
    {
        var inner = new InvalidOperationException("inner");
        var error = Failure.Remote(ErrorKind.UnexpectedStatus, "create agent 5003", true, status: 500, vendorMessage: "words", inner: inner);

        Assert.Equal((500, "words", true), (error.StatusCode, error.VendorMessage, error.OutcomeUnknown));
        Assert.Same(inner, error.InnerException);
        Assert.StartsWith("Before you repeat the request, check in the vendor's console", error.Advice, StringComparison.Ordinal);
    }

    [Fact]
    public void What_may_have_been_done_has_an_id_of_its_own_unless_doing_it_twice_does_no_harm()
    {
        Assert.Equal("OutcomeUnknown", Failure.Remote(ErrorKind.Timeout, "create agent 5003", outcomeUnknown: true).Id);
        Assert.Equal("Timeout", Failure.Remote(ErrorKind.Timeout, "create agent 5003", outcomeUnknown: false).Id);

        var repeatable = Failure.Remote(ErrorKind.Timeout, "reset the password of agent 5003", outcomeUnknown: true, isRepeatable: true);
        Assert.Equal("Timeout", repeatable.Id);
        Assert.StartsWith("It is safe to repeat this", repeatable.Advice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    public void A_vendor_without_words_is_not_quoted(string? words)
    {
        Assert.Equal(
            "Could not create agent 5003: the server returned status 500.",
            Failure.Remote(ErrorKind.UnexpectedStatus, "create agent 5003", false, status: 500, vendorMessage: words).Message);
    }

    [Fact]
    public void Words_with_braces_are_quoted_as_they_are()
    {
        var error = Failure.Remote(ErrorKind.UnexpectedStatus, "create agent {0} ({1})", true, status: 500, vendorMessage: "{\"a\":{2}}", detail: "{3}");

        Assert.Contains("create agent {0} ({1})", error.Message, StringComparison.Ordinal);
        Assert.EndsWith("The server says: {\"a\":{2}}", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_stopped_row_was_not_sent()
    {
        var error = Failure.Stopped("create agent 5003");

        Assert.Equal((ErrorKind.Stopped, false), (error.Kind, error.OutcomeUnknown));
        Assert.Equal("Could not create agent 5003: the run was stopped.", error.Message);
    }

    [Fact]
    public void A_fault_of_this_module_names_its_type_and_nothing_of_its_content()
    {
        var error = Failure.Internal("create agent 5003", new InvalidOperationException("Bb1357974"));

        Assert.Equal((ErrorKind.InternalError, true), (error.Kind, error.OutcomeUnknown));
        Assert.Contains("create agent 5003", error.Message, StringComparison.Ordinal);
        Assert.Contains("InvalidOperationException", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("Bb1357974", error.Message + error.Advice, StringComparison.Ordinal);
    }
}
