BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule

    # Runs into faults of several kinds: of the session, of a row, of a server's answer, of a file, of the parameters.
    function Get-Fault([string] $Culture) {
        $file = Join-Path $TestDrive agents.csv
        [System.IO.File]::WriteAllLines($file, [string[]] ('工号,登录名,用户名', '4001,zhang,张三', ',li,李四'))
        Invoke-Alone -Culture $Culture -Argument $Culture, $file {
            param($culture, $file)
            [cultureinfo]::CurrentUICulture = $culture
            New-CcAgent -Code 4001 -LoginName a -UserName b
            Start-CcSimulator | Connect-CcTenant | Out-Null
            [pscustomobject]@{ Code = ''; LoginName = 'a'; UserName = 'b' } | New-CcAgent
            Reset-CcAgentPassword -Code 4999
            Import-CcAgent $file -CheckOnly | Out-Null
            New-CcAgent -Code 4001 -LoginName a -UserName b -WhatIf
            Connect-CcTenant
        }
    }
}

Describe 'The language of the messages' {
    It 'is Chinese where that of the user interface is' {
        $result = Get-Fault zh-CN
        $result.Error.ErrorDetails.Message | Should -Be @(
            '没有会话。'
            '第 1 条：Code 缺失或为空。'
            '无法重置座席 4999 的密码：租户中没有此工号的座席（424）。服务器的答复：坐席不存在'
            '第 3 行：工号 为空。'
            'Connect-CcTenant 需要 -Uri（租户）、-QueueUri（电话系统）或两者。'
        )
        $result.Error[0].ErrorDetails.RecommendedAction | Should -Be '请先运行 Connect-CcTenant，或给出 -Session；Start-CcSimulator | Connect-CcTenant 会连接到模拟器。'
        $result.Line -join "`n" | Should -Match '在租户 n01\.cc 中创建座席 4001（a）'
    }

    It 'changes no id of an error' {
        (Get-Fault zh-CN).Error.FullyQualifiedErrorId | Should -Be (Get-Fault en-US).Error.FullyQualifiedErrorId
        (Get-Fault zh-CN).Error.FullyQualifiedErrorId -replace ',.*' | Should -Be 'NotConnected', 'MissingValue', 'AgentNotFound', 'MissingValue', 'InvalidParameter'
    }

    It 'is English where that of the user interface is' {
        $result = Get-Fault en-US
        $result.Error.ErrorDetails.Message | Should -Be @(
            'There is no session.'
            'Row 1: Code is missing or blank.'
            'Could not reset the password of agent 4999: the tenant has no agent with that code (424). The server says: 坐席不存在'
            'Line 3: 工号 is blank.'
            'Connect-CcTenant needs -Uri (the tenant), -QueueUri (the phone system) or both.'
        )
        $result.Line -join "`n" | Should -Match 'Create agent 4001 \(a\) in tenant n01\.cc'
    }

    It 'is English where there is no translation to that of the user interface' {
        (Get-Fault de-DE).Error[0].ErrorDetails.Message | Should -Be 'There is no session.'
    }
}
