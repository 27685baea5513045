using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace CallCenter.Module.Tests;

/// <summary>What all commands have in common, read from the built module. PowerShell is not needed.</summary>
public class ConventionTests
{
    private const string SecretLike = "password|passwd|pwd|secret|token|webkey|apikey|^key|key$|credential";

    // The verbs of Get-Verb that fit what this module does.
    private static readonly string[] ApprovedVerbs =
    [
        .. "Add Clear Close Copy Enter Exit Find Format Get Hide Join Lock Move New Open Optimize Pop Push Redo Remove Rename Reset Resize Search Select Set Show Skip Split Step Switch Undo Unlock Watch".Split(' '),
        .. "Connect Disconnect Read Receive Send Write".Split(' '),
        .. "Backup Checkpoint Compare Compress Convert ConvertFrom ConvertTo Dismount Edit Expand Export Group Import Initialize Limit Merge Mount Out Publish Restore Save Sync Unpublish Update".Split(' '),
        .. "Debug Measure Ping Repair Resolve Test Trace".Split(' '),
        .. "Approve Assert Build Complete Confirm Deny Deploy Disable Enable Install Invoke Register Request Restart Resume Start Stop Submit Suspend Uninstall Unregister Wait".Split(' '),
        .. "Block Grant Protect Revoke Unblock Unprotect".Split(' '),
        "Use",
    ];

    // They change nothing at a vendor's, on this machine or in this session.
    private static readonly string[] ReadingVerbs = ["Get", "Find", "Test", "Measure", "Compare", "ConvertTo", "ConvertFrom", "Search", "Show"];

    // The commands that send a request a row.
    private static readonly string[] Bulk = ["New-CcAgent", "Reset-CcAgentPassword", "Enter-CcQueue", "Exit-CcQueue", "Suspend-CcQueueMember", "Resume-CcQueueMember", "Sync-CcQueue", "Import-CcAgent"];

    // Properties that are named like a secret and may be text all the same, and why.
    private static readonly Dictionary<string, string> Inputs = new(StringComparer.Ordinal)
    {
        ["AgentField.Password"] = "What is known of the field, such as its names; no agent's password.",
        ["SimulatorOptions.AppSecret"] = "How the simulator is set up: an input, and no session or result holds it.",
        ["SimulatorOptions.QueueKey"] = "How the simulator is set up: an input, and no session or result holds it.",
        ["VendorSimulator.AppSecret"] = "The simulator's own, made up for a rehearsal; tests and dotnet run need it. The cmdlets hand it out as a PSCredential.",
    };

    public static TheoryData<string> Commands() => new(ModuleAssemblies.Commands.Keys.Order(StringComparer.Ordinal));

    [Fact]
    public void The_manifest_exports_the_commands_and_no_other()
    {
        Assert.NotEmpty(ModuleAssemblies.Exported);
        Assert.Equal(ModuleAssemblies.Commands.Keys.Order(StringComparer.Ordinal), ModuleAssemblies.Exported.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void The_manifest_exports_each_kind_by_name_and_not_by_wildcard()
    {
        var manifest = File.ReadAllText(BuiltModule.Manifest);
        foreach (var kind in (string[])["FunctionsToExport", "VariablesToExport", "AliasesToExport"])
        {
            Assert.Matches($@"{kind}\s*=\s*@\(\)", manifest);
        }
    }

    [Fact]
    public void The_manifest_has_no_address_until_the_package_is_made()
    {
        Assert.DoesNotContain("://", File.ReadAllText(BuiltModule.Manifest), StringComparison.Ordinal);
    }

    [Fact]
    public void There_is_a_Pester_file_for_each_command()
    {
        Assert.Empty(ModuleAssemblies.Commands.Keys.Except(PesterFiles()));
    }

    [Fact]
    public void There_is_no_Pester_file_for_a_command_that_does_not_exist()
    {
        Assert.Empty(PesterFiles().Where(name => name.Contains('-', StringComparison.Ordinal)).Except(ModuleAssemblies.Commands.Keys));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Its_verb_is_approved_and_its_noun_is_singular_and_ours(string command)
    {
        var (verb, noun) = Split(command);
        Assert.Contains(verb, ApprovedVerbs);
        Assert.Matches("^Cc[A-Z][A-Za-z]+$", noun);
        Assert.Matches("([^s]|ss|us|is)$", noun);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Its_class_its_file_and_its_name_agree(string command)
    {
        var type = ModuleAssemblies.Commands[command];
        Assert.Equal(command.Replace("-", "", StringComparison.Ordinal) + "Command", type.Name);
        Assert.True(type is { IsPublic: true, IsSealed: true });
        Assert.True(File.Exists(Path.Combine(BuiltModule.RepositoryRoot, "src", "CallCenter", "Commands", type.Name + ".cs")));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void It_says_what_it_emits(string command)
    {
        Assert.NotEmpty(ModuleAssemblies.OutputTypes(ModuleAssemblies.Commands[command]));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void It_supports_WhatIf_when_it_changes_something(string command)
    {
        var supports = ModuleAssemblies.Cmdlet(ModuleAssemblies.Commands[command])!.NamedArguments
            .Any(argument => argument.MemberName == "SupportsShouldProcess" && argument.TypedValue.Value is true);
        Assert.Equal(!ReadingVerbs.Contains(Split(command).Verb), supports);
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void It_never_asks_by_default(string command)
    {
        const int High = 3;
        var impact = ModuleAssemblies.Cmdlet(ModuleAssemblies.Commands[command])!.NamedArguments
            .Where(argument => argument.MemberName == "ConfirmImpact").Select(argument => (int)argument.TypedValue.Value!).FirstOrDefault();
        Assert.True(impact < High, "ConfirmImpact High asks under the usual $ConfirmPreference.");
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void It_and_its_parameters_are_documented(string command)
    {
        var documented = XDocument.Load(BuiltModule.Documentation).Descendants("member")
            .Where(member => member.Elements().Any(element => element.Name == "inheritdoc" || !string.IsNullOrWhiteSpace(element.Value)))
            .Select(member => member.Attribute("name")!.Value)
            .ToHashSet(StringComparer.Ordinal);
        var type = ModuleAssemblies.Commands[command];
        var wanted = ModuleAssemblies.Parameters(type)
            .Select(property => $"P:{DefinitionOf(property.DeclaringType!).FullName}.{property.Name}")
            .Prepend("T:" + type.FullName)
            .ToList();
        Assert.Empty(wanted.Except(documented));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Its_session_and_throttle_limit_are_those_of_all_bulk_commands(string command)
    {
        var parameters = ModuleAssemblies.Parameters(ModuleAssemblies.Commands[command]).ToDictionary(property => property.Name, property => property.PropertyType.Name);
        var bulk = Bulk.Contains(command);
        Assert.Equal(bulk, parameters.ContainsKey("ThrottleLimit"));
        if (bulk)
        {
            Assert.Equal("Int32", parameters["ThrottleLimit"]);
            Assert.Equal("CcSession", parameters["Session"]);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Its_secret_parameters_are_no_plain_text(string command)
    {
        var plain = ModuleAssemblies.Parameters(ModuleAssemblies.Commands[command])
            .Where(property => IsNamedLikeASecret(property.Name))
            .Where(property => property.PropertyType.Name is not ("SecureString" or "PSCredential" or "SwitchParameter" or "Uri" or "TimeSpan") && !property.PropertyType.IsEnum);
        Assert.Empty(plain.Select(property => property.Name));
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void Its_parameters_that_complete_names_are_called_like_what_they_take(string command)
    {
        var kinds = ModuleAssemblies.All.Select(assembly => assembly.GetType("CallCenter.Core.Vendors.ListedKind")).OfType<Type>().Single().GetEnumNames();
        var named = ModuleAssemblies.Parameters(ModuleAssemblies.Commands[command])
            .Where(property => ModuleAssemblies.Attributes(property, "ArgumentCompleterAttribute").Any(completer => ((Type)completer.ConstructorArguments[0].Value!).Name == "NameCompleter"));
        Assert.Empty(named.Select(property => property.Name).Except(kinds));
    }

    [Fact]
    public void No_public_property_shows_a_secret()
    {
        Assert.Empty(SecretProperties().Except(Inputs.Keys));
    }

    [Fact]
    public void No_exception_to_that_is_out_of_date()
    {
        Assert.Empty(Inputs.Keys.Except(SecretProperties()));
    }

    [Fact]
    public void The_rule_for_secret_names_can_fail()
    {
        foreach (var name in (string[])["Password", "AppSecret", "Token", "accessToken", "WebKey", "QueueKey", "Key", "ApiKey", "Credential", "UserPwd"])
        {
            Assert.True(IsNamedLikeASecret(name), name);
        }

        foreach (var name in (string[])["Code", "LoginName", "Message", "Queue", "Uri", "Namespace", "PasswordPath"])
        {
            Assert.False(IsNamedLikeASecret(name), name);
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public void What_it_emits_holds_secrets_as_credentials_alone(string command)
    {
        foreach (var type in ModuleAssemblies.OutputTypes(ModuleAssemblies.Commands[command]).Where(type => type != typeof(void) && type != typeof(bool)))
        {
            Assert.Equal("CallCenter", type.Namespace);
            var properties = type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static);
            Assert.Empty(properties.Where(property => property.PropertyType.Name is "SecureString" or "Secret").Select(property => property.Name));
            Assert.Empty(properties.Where(property => IsNamedLikeASecret(property.Name) && property.PropertyType.Name is not ("PSCredential" or "Uri")).Select(property => property.Name));
            Assert.Empty(type.GetFields(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static).Where(_ => !type.IsEnum).Select(field => field.Name));
        }
    }

    [Fact]
    public void Core_does_not_know_PowerShell()
    {
        foreach (var assembly in ModuleAssemblies.All.Where(assembly => assembly != ModuleAssemblies.Cmdlets))
        {
            Assert.DoesNotContain("System.Management.Automation", assembly.GetReferencedAssemblies().Select(name => name.Name));
        }
    }

    [Fact]
    public void Every_kind_of_error_has_a_category_of_PowerShell()
    {
        // The names of System.Management.Automation.ErrorCategory, but for NotSpecified.
        string[] categories =
        [
            .. "OpenError CloseError DeviceError DeadlockDetected InvalidArgument InvalidData InvalidOperation InvalidResult InvalidType".Split(' '),
            .. "MetadataError NotImplemented NotInstalled ObjectNotFound OperationStopped OperationTimeout SyntaxError ParserError".Split(' '),
            .. "PermissionDenied ResourceBusy ResourceExists ResourceUnavailable ReadError WriteError FromStdErr SecurityError".Split(' '),
            .. "ProtocolError ConnectionError AuthenticationError LimitsExceeded QuotaExceeded NotEnabled".Split(' '),
        ];
        var kinds = ModuleAssemblies.All.Select(assembly => assembly.GetType("CallCenter.Core.Text.ErrorKind")).OfType<Type>().Single()
            .GetFields(BindingFlags.Public | BindingFlags.Static);

        Assert.All(kinds.Where(kind => kind.Name != "InternalError"), kind =>
            Assert.Contains(kind.CustomAttributes.Single(fact => fact.AttributeType.Name == "ErrorFactsAttribute").ConstructorArguments[0].Value, categories));
    }

    // What each Pester file is about, such as New-CcAgent.
    private static IEnumerable<string> PesterFiles() =>
        Directory.GetFiles(BuiltModule.PesterFolder, "*.Tests.ps1").Select(file => Path.GetFileName(file)[..^".Tests.ps1".Length]);

    // Where a file is, is no secret.
    private static bool IsNamedLikeASecret(string name) =>
        !name.EndsWith("Path", StringComparison.Ordinal) && Regex.IsMatch(name, SecretLike, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant);

    // A command's own parameters are inputs, and have a test of their own. So does what is no text: flags, numbers, addresses.
    private static IEnumerable<string> SecretProperties() =>
        from assembly in ModuleAssemblies.All
        from type in assembly.GetExportedTypes()
        where !ModuleAssemblies.Commands.Values.Contains(type)
        from property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where IsNamedLikeASecret(property.Name)
        let value = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
        where !value.IsEnum && value.Name is not ("PSCredential" or "Secret" or "Uri" or "Boolean" or "SwitchParameter" or "Int32" or "TimeSpan")
        select $"{type.Name}.{property.Name}";

    private static (string Verb, string Noun) Split(string command) => (command[..command.IndexOf('-', StringComparison.Ordinal)], command[(command.IndexOf('-', StringComparison.Ordinal) + 1)..]);

    private static Type DefinitionOf(Type type) => type.IsGenericType ? type.GetGenericTypeDefinition() : type;
}
