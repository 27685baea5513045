@{
    # All default rules, save one: in a Pester file a variable is set in BeforeAll and used in It, which the rule
    # takes for a variable that nobody uses.
    ExcludeRules = @('PSUseDeclaredVarsMoreThanAssignments')
}
