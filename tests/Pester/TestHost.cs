using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Globalization;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

// A host without a screen: it keeps what it is shown and asked, and answers every question with the choices it was given,
// by their numbers. The Pester files compile it with Add-Type, to see what a user would see: C# 5, as Windows PowerShell's does.
public sealed class TestHost : PSHost
{
    private readonly TestHostUI _ui;
    private readonly CultureInfo _culture;
    private readonly Guid _id = Guid.NewGuid();

    public TestHost(string culture, int[] answers)
    {
        _culture = CultureInfo.GetCultureInfo(culture);
        _ui = new TestHostUI(answers);
    }

    public ConcurrentQueue<string> Lines { get { return _ui.Lines; } }
    public ConcurrentQueue<string> Questions { get { return _ui.Questions; } }
    public override CultureInfo CurrentCulture { get { return _culture; } }
    public override CultureInfo CurrentUICulture { get { return _culture; } }
    public override Guid InstanceId { get { return _id; } }
    public override string Name { get { return "TestHost"; } }
    public override PSHostUserInterface UI { get { return _ui; } }
    public override Version Version { get { return new Version(1, 0); } }
    public override void EnterNestedPrompt() { throw new NotSupportedException(); }
    public override void ExitNestedPrompt() { throw new NotSupportedException(); }
    public override void NotifyBeginApplication() { }
    public override void NotifyEndApplication() { }
    public override void SetShouldExit(int exitCode) { }
}

public sealed class TestHostUI : PSHostUserInterface
{
    private readonly ConcurrentQueue<int> _answers;
    private readonly ConcurrentQueue<string> _lines = new ConcurrentQueue<string>();
    private readonly ConcurrentQueue<string> _questions = new ConcurrentQueue<string>();
    private readonly TestHostRawUI _rawUI = new TestHostRawUI();

    public TestHostUI(int[] answers) { _answers = new ConcurrentQueue<int>(answers); }

    public ConcurrentQueue<string> Lines { get { return _lines; } }
    public ConcurrentQueue<string> Questions { get { return _questions; } }
    public override PSHostRawUserInterface RawUI { get { return _rawUI; } }

    public override int PromptForChoice(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        Questions.Enqueue(message);
        int answer;
        if (_answers.TryDequeue(out answer)) { return answer; }
        throw new InvalidOperationException("Nobody is there to answer: " + message);
    }

    public override Dictionary<string, PSObject> Prompt(string caption, string message, Collection<FieldDescription> descriptions)
    {
        Questions.Enqueue(message);
        throw new InvalidOperationException("Nobody is there to answer: " + message);
    }

    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName) { throw new NotSupportedException(); }
    public override PSCredential PromptForCredential(string caption, string message, string userName, string targetName, PSCredentialTypes types, PSCredentialUIOptions options) { throw new NotSupportedException(); }
    public override string ReadLine() { throw new NotSupportedException(); }
    public override SecureString ReadLineAsSecureString() { throw new NotSupportedException(); }
    public override void Write(string value) { Lines.Enqueue(value); }
    public override void Write(ConsoleColor foreground, ConsoleColor background, string value) { Lines.Enqueue(value); }
    public override void WriteLine(string value) { Lines.Enqueue(value); }
    public override void WriteErrorLine(string value) { Lines.Enqueue("ERROR: " + value); }
    public override void WriteDebugLine(string value) { Lines.Enqueue("DEBUG: " + value); }
    public override void WriteProgress(long sourceId, ProgressRecord record) { Lines.Enqueue("PROGRESS: " + record); }
    public override void WriteVerboseLine(string value) { Lines.Enqueue("VERBOSE: " + value); }
    public override void WriteWarningLine(string value) { Lines.Enqueue("WARNING: " + value); }
}

public sealed class TestHostRawUI : PSHostRawUserInterface
{
    public TestHostRawUI()
    {
        ForegroundColor = ConsoleColor.White;
        BufferSize = WindowSize = new Size(200, 50);
        CursorSize = 1;
        WindowTitle = string.Empty;
    }

    public override ConsoleColor BackgroundColor { get; set; }
    public override ConsoleColor ForegroundColor { get; set; }
    public override Size BufferSize { get; set; }
    public override Coordinates CursorPosition { get; set; }
    public override int CursorSize { get; set; }
    public override bool KeyAvailable { get { return false; } }
    public override Size MaxPhysicalWindowSize { get { return new Size(200, 50); } }
    public override Size MaxWindowSize { get { return new Size(200, 50); } }
    public override Coordinates WindowPosition { get; set; }
    public override Size WindowSize { get; set; }
    public override string WindowTitle { get; set; }
    public override void FlushInputBuffer() { }
    public override BufferCell[,] GetBufferContents(Rectangle rectangle) { throw new NotSupportedException(); }
    public override KeyInfo ReadKey(ReadKeyOptions options) { throw new NotSupportedException(); }
    public override void ScrollBufferContents(Rectangle source, Coordinates destination, Rectangle clip, BufferCell fill) { }
    public override void SetBufferContents(Coordinates origin, BufferCell[,] contents) { }
    public override void SetBufferContents(Rectangle rectangle, BufferCell fill) { }
}
