@{
    # All default rules but three that judge test files wrongly.
    ExcludeRules = @(
        # In a Pester file a variable is set in BeforeAll and used in It, which the rule takes for one that nobody uses.
        'PSUseDeclaredVarsMoreThanAssignments'

        # The same for a parameter that is used in a function or script block further in.
        'PSReviewUnusedParameter'

        # Files are UTF-8 without a byte order mark (.editorconfig), as PowerShell 7, which runs the tests, reads them.
        # What ships for Windows PowerShell 5.1 keeps to ASCII.
        'PSUseBOMForUnicodeEncodedFile'
    )

    # Windows PowerShell 5.1 reads all of them: what ships, what is copied from here, and the tests.
    Rules        = @{
        PSUseCompatibleSyntax = @{
            Enable         = $true
            TargetVersions = @('5.1', '7.0')
        }
    }
}
