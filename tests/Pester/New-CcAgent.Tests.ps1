BeforeAll {
    Import-Module $PSScriptRoot/TestSupport.psm1
    Import-TestedModule
    $sim = Start-CcSimulator
    $null = $sim | Connect-CcTenant

    function Get-SimulatedAgent([string] $Code) {
        $sim.Agent | Where-Object Code -CEQ $Code
    }

    # What the command sends for a row, as an object.
    function Get-SentAgent([scriptblock] $Script) {
        Invoke-WithAnswer @{ Body = '{"id":"1"}' } {
            param($server)
            $null = & $Script
            $server.Requests.ToArray()[0].Body | ConvertFrom-Json
        }
    }
}

AfterAll {
    Clear-Rehearsal
}

Describe 'New-CcAgent' {
    Context 'what it emits' {
        It 'creates an agent and emits it as the tenant answered' {
            $agent = New-CcAgent -Code 5003 -LoginName testAgent -UserName 'test Agent' -Email a@b.cn -Phone 13800000000 -Gender Female
            $agent | Should -BeOfType ([CallCenter.CcAgent])
            $agent.Code | Should -BeExactly '5003'
            $agent.LoginName | Should -Be 'testAgent'
            $agent.UserName | Should -Be 'test Agent'
            $agent.Status | Should -Be 'Ok'
            $agent.Id | Should -Be (Get-SimulatedAgent 5003).Id
            $agent.OrgName | Should -Be 'newtest'
            $agent.Email | Should -Be 'a@b.cn'
            $agent.Phone | Should -BeExactly '13800000000'
            $agent.Gender | Should -Be 'Female'
            $agent.UpdateTime | Should -BeOfType ([datetime])
            $agent.UseOnlineService | Should -BeFalse
        }

        It 'has a parameter for each field of an agent, with the aliases of its columns' {
            $parameters = (Get-Command New-CcAgent).Parameters
            foreach ($field in [CallCenter.Core.Agents.AgentField]::All) {
                $parameters[$field.Name].Aliases | Sort-Object | Should -BeExactly ($field.Names | Select-Object -Skip 1 | Sort-Object) -Because $field.Name
            }

            foreach ($field in [CallCenter.Core.Queues.QueueField]::All) {
                (Get-Command Enter-CcQueue).Parameters[$field.Name].Aliases | Sort-Object | Should -BeExactly ($field.Names | Select-Object -Skip 1 | Sort-Object) -Because $field.Name
            }

            $others = 'InputObject', 'Session', 'ThrottleLimit', 'JournalPath', 'UseVendorDefaultPassword', 'SameTenant'
            $own = $parameters.Keys | Where-Object { $_ -notin [System.Management.Automation.Cmdlet]::CommonParameters + [System.Management.Automation.Cmdlet]::OptionalCommonParameters }
            $own | Sort-Object | Should -Be ([CallCenter.Core.Agents.AgentField]::All.Name + $others | Sort-Object)
        }

        It 'takes code, login name and user name by position' {
            (New-CcAgent 5004 five.four 'Five Four').UserName | Should -Be 'Five Four'
        }

        It 'sends the fields under the names of the vendor, and leaves out what was not given' {
            $body = Get-SentAgent { New-CcAgent 5003 testAgent 'test Agent' -Role r1, r2 -Org o1 -AgentQueue q1 -TenantId t1 -Namespace n1 -Status Ok -UseOnlineService $false -Gender Male -Phone 13800000001 -Email e@n01.cc -UseVendorDefaultPassword }
            $body.PSObject.Properties.Name | Sort-Object | Should -Be (
                'agentQueues', 'code', 'email', 'gender', 'loginName', 'namespace', 'org', 'phone', 'roles', 'status', 'tenantId', 'useOnlineService', 'userName')
            $body.roles.id | Should -Be 'r1', 'r2'
            $body.org.id | Should -Be 'o1'
            @($body.agentQueues.id) | Should -Be 'q1'
            $body.useOnlineService | Should -BeExactly $false
            (Get-SentAgent { New-CcAgent 5003 testAgent b -UseVendorDefaultPassword }).PSObject.Properties.Name | Sort-Object | Should -Be 'code', 'loginName', 'userName'
        }
    }

    Context 'rows' {
        It 'binds the JSON names of the vendor from a CSV file with a byte order mark' {
            $agents = Import-Row 'code,loginName,userName,status,tenantId,namespace,useOnlineService,gender,phone,email',
            "0101,l0101,User 101,Ok,$($sim.TenantId),n01.cc,false,Male,013800000000,one@n01.cc" | New-CcAgent
            $agents.Code | Should -BeExactly '0101'
            $agents.Phone | Should -BeExactly '013800000000'
            (Get-SimulatedAgent 0101).Email | Should -Be 'one@n01.cc'
            (Get-SimulatedAgent 101) | Should -BeNullOrEmpty
        }

        It 'binds the Chinese column names of the vendor' {
            $agents = @(
                Import-Row '工号,登录名,用户名,密码,手机号码,邮箱,性别', '0201,l0201,王小明,Aa1234567,13800000001,wang@n01.cc,男'
                Import-Row '座席工号,登录名,用户名,性别', '0202,l0202,李雷,Female'
                Import-Row '坐席工号,登录名,用户名,性别', '0203,l0203,韩梅梅,女'
            ) | New-CcAgent | Sort-Object Code
            $agents.Code | Should -BeExactly '0201', '0202', '0203'
            $agents.UserName | Should -BeExactly '王小明', '李雷', '韩梅梅'
            $agents.Gender | Should -BeExactly 'Male', 'Female', 'Female'
            $agents[0].Phone, $agents[0].Email | Should -Be '13800000001', 'wang@n01.cc'
            $sim.VerifyPassword('0201', (ConvertTo-TestLogin x 'Aa1234567')) | Should -BeTrue
        }

        It 'binds the parameter names, several ids in a cell, separated by semicolons' {
            $body = Get-SentAgent { Import-Row 'Code,LoginName,UserName,Role,Org,AgentQueue', '1,a,b,r1; r2;,o1,q1；q2' | New-CcAgent }
            $body.roles.id | Should -Be 'r1', 'r2'
            $body.org.id | Should -Be 'o1'
            $body.agentQueues.id | Should -Be 'q1', 'q2'
        }

        It 'binds the objects of the vendor''s own example' {
            $example = @'
{ "loginName": "testAgent", "userName": "testAgent", "status": "Ok",
  "roles": [ { "id": "32ad74aa-d975-48c9-8d48-c6d963c778d5" } ],
  "org": { "id": "88d34fe2-6ca3-4038-aab8-de5f239735ee" },
  "tenantId": "960e92dc-3bea-4fd9-96ec-cfc6a8fd84a4", "namespace": "n01.cc", "code": "5003",
  "agentQueues": [], "useOnlineService": false }
'@
            $body = Get-SentAgent { $example | ConvertFrom-Json | New-CcAgent -UseVendorDefaultPassword }
            $expected = $example | ConvertFrom-Json
            $expected.PSObject.Properties.Remove('agentQueues')
            foreach ($name in $expected.PSObject.Properties.Name) {
                $body.$name | ConvertTo-Json -Compress | Should -BeExactly ($expected.$name | ConvertTo-Json -Compress) -Because $name
            }

            (Get-SentAgent { [pscustomobject] @{ code = '5003'; loginName = 'l'; userName = 'u'; roles = @(@{ id = '32ad74aa-d975-48c9-8d48-c6d963c778d5' }) } | New-CcAgent }).roles.id | Should -Be '32ad74aa-d975-48c9-8d48-c6d963c778d5'
        }

        It 'carries emoji and Chinese to the tenant and back' {
            $name = '😀 王小明 ünïcödé 👩‍💻'
            (New-CcAgent 5010 l5010 $name).UserName | Should -BeExactly $name
            (Get-SimulatedAgent 5010).UserName | Should -BeExactly $name
        }

        It 'takes a blank cell as not given' {
            $body = Get-SentAgent { Import-Row 'code,loginName,userName,roles,org,gender,useOnlineService,status,email,tenantId', '1,a,b,," ",   ,"	",,,' | New-CcAgent -UseVendorDefaultPassword }
            $body.PSObject.Properties.Name | Sort-Object | Should -Be 'code', 'loginName', 'userName'
        }

        It 'generates a password for a row whose password cell is blank' {
            $agent = Import-Row 'code,loginName,userName,password', '5011,l5011,b,"  "' | New-CcAgent
            $agent.Credential | Should -Not -BeNullOrEmpty
            (Get-SimulatedAgent 5011).HasVendorDefaultPassword | Should -BeFalse
        }

        It 'trims the spaces around a cell' {
            (Import-Row 'code,loginName,userName', '" 5012 "," l5012 ","  b c "' | New-CcAgent).UserName | Should -BeExactly 'b c'
            (Get-SimulatedAgent 5012).LoginName | Should -BeExactly 'l5012'
        }

        It 'ignores columns that are no fields of an agent' {
            (Import-Row 'code,loginName,userName,Department', '5013,l5013,b,Sales' | New-CcAgent).Code | Should -Be '5013'
        }

        It 'reports a missing column in each row, and sends nothing for it' {
            $before = $sim.RequestCount
            $created = Import-Row 'code,userName', '5014,b', '5015,c' | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $created | Should -BeNullOrEmpty
            $failed.Count | Should -Be 2
            $failed[0].FullyQualifiedErrorId | Should -BeExactly 'MissingValue,CallCenter.Commands.NewCcAgentCommand'
            $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
            "$($failed[0])" | Should -Match 'Row 1 \(agent 5014\).*LoginName'
            "$($failed[1])" | Should -Match 'Row 2 \(agent 5015\)'
            $failed[0].TargetObject.userName | Should -Be 'b'
            $failed[0].ErrorDetails.RecommendedAction | Should -Match 'LoginName'
            $sim.RequestCount | Should -Be $before
        }

        It 'reports a blank mandatory cell and goes on with the other rows' {
            $created = Import-Row 'code,loginName,userName', '5016,l5016,b', ',l5017,c', '5018,,d', '5019,l5019, ', '5020,l5020,e' | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $created.Code | Sort-Object | Should -Be '5016', '5020'
            $failed.Count | Should -Be 3
            "$($failed[0])" | Should -Match '^Row 2: Code'
            "$($failed[1])" | Should -Match '^Row 3 \(agent 5018\): LoginName'
            "$($failed[2])" | Should -Match '^Row 4 \(agent 5019\): UserName'
        }

        It 'reports a cell of a wrong type, by its name' {
            $rows = @(
                [pscustomobject]@{ code = '5021'; loginName = 'a'; userName = [datetime]::Now }
                [pscustomobject]@{ code = 50.22; loginName = 'a'; userName = 'b' }
                [pscustomobject]@{ code = '5023'; loginName = @{ x = 1 }; userName = 'b' }
                [pscustomobject]@{ code = '5024'; loginName = 'a'; userName = 'b'; role = @(@{ name = 'no id' }) }
            )
            $null = $rows | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 4
            $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'InvalidValue,CallCenter.Commands.NewCcAgentCommand'
            "$($failed[0])" | Should -Match 'Row 1 \(agent 5021\): UserName.*it must be text, not DateTime'
            "$($failed[1])" | Should -Match 'Row 2: Code.*Double'
            "$($failed[2])" | Should -Match 'LoginName.*Hashtable'
            "$($failed[3])" | Should -Match 'Role'
            $failed.CategoryInfo.Category | Select-Object -Unique | Should -Be 'InvalidData'
        }

        It 'reports a gender and a switch that are none' {
            $null = Import-Row 'code,loginName,userName,gender,useOnlineService', '1,a,b,X,', '2,c,d,,maybe' | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            "$($failed[0])" | Should -Match 'Gender.*Male, Female, 男 or 女'
            "$($failed[1])" | Should -Match 'UseOnlineService.*true or false'
        }

        It 'understands a switch in each of its spellings' {
            foreach ($yes in 'true', 'TRUE', 'yes', '1', '是') {
                (Get-SentAgent { New-CcAgent 1 a b -UseOnlineService $yes }).useOnlineService | Should -BeExactly $true -Because $yes
            }

            foreach ($no in 'False', 'no', '0', '否', $false) {
                (Get-SentAgent { New-CcAgent 1 a b -UseOnlineService $no }).useOnlineService | Should -BeExactly $false -Because $no
            }
        }

        It 'reports a line break in a cell' {
            $null = New-CcAgent 5025 "a`nb" c -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'ControlCharacter,*'
            "$($failed[0])" | Should -Match 'LoginName.*line break'
        }

        It 'keeps a name of 10,000 characters short in messages, whatever the tenant says to it' {
            $name = 'x' * 10000
            $null = New-CcAgent 5026 $name b -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 1
            "$($failed[0])".Length | Should -BeLessThan 500
            "$($failed[0])" | Should -Match 'agent 5026'
            (Get-SentAgent { New-CcAgent 5026 $name b }).loginName.Length | Should -Be 10000
        }

        It 'takes a code that is a number' {
            ([pscustomobject]@{ code = 5027; loginName = 'l5027'; userName = 'b' } | New-CcAgent).Code | Should -BeExactly '5027'
            (New-CcAgent -Code 0528 -LoginName l0528 -UserName b).Code | Should -BeExactly '0528'
        }

        It 'binds alike in every culture' {
            foreach ($culture in 'de-DE', 'zh-CN', 'ar-SA') {
                $result = Invoke-Alone -Culture $culture -Argument $sim, $culture {
                    param($sim, $culture)
                    [cultureinfo]::CurrentCulture = $culture
                    $null = $sim | Connect-CcTenant
                    $code = 1234567 + $culture.Length + [int] $culture[0]
                    [pscustomobject]@{ code = $code; loginName = "l-$culture"; userName = 'b'; phone = 1234567; useOnlineService = 1 } | New-CcAgent
                }
                $result.Error | Should -BeNullOrEmpty -Because $culture
                $result.Output.Code | Should -Match '^12346\d\d$' -Because $culture
                $result.Output.Phone | Should -BeExactly '1234567'
                $result.Output.UseOnlineService | Should -BeTrue
                $result.Output.UpdateTime.Year | Should -Be ([datetime]::Now.Year)
            }
        }

        It 'completes genders and switches' {
            (TabExpansion2 'New-CcAgent -Gender ' 20).CompletionMatches.CompletionText | Should -Be 'Female', 'Male'
            (TabExpansion2 'New-CcAgent -Gender f' 21).CompletionMatches.CompletionText | Should -Be 'Female'
            (TabExpansion2 'New-CcAgent -UseOnlineService ' 30).CompletionMatches.CompletionText | Should -Be '$true', '$false'
        }
    }

    Context 'passwords' {
        It 'generates a password that follows the rule, and hands it back as a credential that works' {
            $agent = New-CcAgent 5101 l5101 b
            $agent.Credential | Should -BeOfType ([pscredential])
            $agent.Credential.UserName | Should -Be 'l5101'
            $word = $agent.Credential.GetNetworkCredential().Password
            $word.Length | Should -BeIn (8..16)
            $word | Should -MatchExactly '[A-Z]'
            $word | Should -MatchExactly '[a-z]'
            $word | Should -MatchExactly '[0-9]'
            $sim.VerifyPassword('5101', $agent.Credential) | Should -BeTrue
            (Get-SimulatedAgent 5101).HasVendorDefaultPassword | Should -BeFalse
        }

        It 'generates another password for each row' {
            $agents = 1..20 | ForEach-Object { [pscustomobject]@{ code = "52$_"; loginName = "l52$_"; userName = 'b' } } | New-CcAgent
            ($agents.Credential | ForEach-Object { $_.GetNetworkCredential().Password } | Select-Object -Unique).Count | Should -Be 20
            foreach ($agent in $agents) {
                $sim.VerifyPassword($agent.Code, $agent.Credential) | Should -BeTrue
            }
        }

        It 'takes a given password as a SecureString, as a credential and as text, and hands none back' {
            foreach ($given in (ConvertTo-TestSecret 'Given-0001'), (ConvertTo-TestLogin x 'Given-0001'), 'Given-0001') {
                $code = "53$($sim.Agent.Count)"
                $agent = New-CcAgent $code "l$code" b -Password $given
                $agent.Credential | Should -BeNullOrEmpty
                $sim.VerifyPassword($code, (ConvertTo-TestLogin x 'Given-0001')) | Should -BeTrue
            }
        }

        It 'leaves the password to the vendor only with -UseVendorDefaultPassword' {
            $agent = New-CcAgent 5401 l5401 b -UseVendorDefaultPassword
            $agent.Credential | Should -BeNullOrEmpty
            (Get-SimulatedAgent 5401).HasVendorDefaultPassword | Should -BeTrue
            Import-Row 'code,loginName,userName,password', '5402,l5402,b,Own-Word-1' | New-CcAgent -UseVendorDefaultPassword | Should -Not -BeNullOrEmpty
            (Get-SimulatedAgent 5402).HasVendorDefaultPassword | Should -BeFalse
        }

        It 'refuses a password that breaks the rule before anything is sent' {
            $before = $sim.RequestCount
            $words = 'Short-1', 'Seventeen-Chars-1', 'no-upper-case-1', 'NO-LOWER-CASE-1', 'No-digit-here', '密码密码密码密码'
            $null = $words | ForEach-Object { $i = 0 } { $i++; [pscustomobject]@{ code = "55$i"; loginName = "l55$i"; userName = 'b'; password = $_ } } |
                New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be $words.Count
            $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'PasswordRule,CallCenter.Commands.NewCcAgentCommand'
            "$($failed[0])" | Should -Match 'agent 551\).*8 to 16 characters'
            $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
            $failed[0].ErrorDetails.RecommendedAction | Should -Match 'have one generated'
            $sim.RequestCount | Should -Be $before
        }

        It 'takes passwords of 8 and of 16 characters' {
            foreach ($word in 'Aa345678', 'Aa34567890123456') {
                $code = "56$($word.Length)"
                $null = New-CcAgent $code "l$code" b -Password (ConvertTo-TestSecret $word) -ErrorAction Stop
                $sim.VerifyPassword($code, (ConvertTo-TestLogin x $word)) | Should -BeTrue
            }
        }

        It 'refuses a password that is no text' {
            # The name of the first type follows the rule of the tenant.
            foreach ($wrong in @{ Is = [int[]] (1, 2) }, @{ Is = [datetime]::Now }, @{ Is = 1.5 }, @{ Is = @{} }) {
                $null = New-CcAgent 5701 l5701 b -Password $wrong.Is -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed.Count | Should -Be 1 -Because $wrong.Is.GetType().Name
                $failed[0].CategoryInfo.Category | Should -Be 'InvalidData'
            }

            Get-SimulatedAgent 5701 | Should -BeNullOrEmpty
        }
    }

    Context 'rows that fail' {
        It 'gives the words of the vendor for a code that exists, and goes on' {
            $null = New-CcAgent 5801 l5801 b
            $created = Import-Row 'code,loginName,userName', '5801,l5801x,b', '5802,l5802,b' | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $created.Code | Should -Be '5802'
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeExactly 'UnexpectedStatus,CallCenter.Commands.NewCcAgentCommand'
            "$($failed[0])" | Should -Match 'agent 5801.*409.*5801 已存在'
            $failed[0].TargetObject.loginName | Should -Be 'l5801x'
        }

        It 'reports a code that an earlier row of the run has, before anything is sent for it' {
            $before = $sim.RequestCount
            $created = Import-Row 'code,loginName,userName', '5803,l5803,b', '5804,l5804,b', ' 5803,l5803y,c' | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $created.Code | Sort-Object | Should -Be '5803', '5804'
            $failed.Count | Should -Be 1
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'DuplicateRow,*'
            $failed[0].CategoryInfo.Category | Should -Be 'ResourceExists'
            "$($failed[0])" | Should -Match 'Row 3 \(agent 5803\).*5803 already appears in row 1'
            $failed[0].TargetObject.loginName | Should -Be 'l5803y'
            $sim.RequestCount | Should -Be ($before + 2)
        }

        It 'creates what failed when its rows are mended and piped in again' {
            $null = Import-Row 'code,loginName,userName,password', '5901,l5901,b,Weak', '5902,,b,Good-Word-2', '5903,l5903,b,Good-Word-3' |
                New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 2
            $failed[0].TargetObject.password = 'Good-Word-1'
            $failed[1].TargetObject.loginName = 'l5902'
            $again = $failed.TargetObject | New-CcAgent -ErrorAction Stop
            $again.Code | Sort-Object | Should -Be '5901', '5902'
            $sim.VerifyPassword('5901', (ConvertTo-TestLogin x 'Good-Word-1')) | Should -BeTrue
            $sim.VerifyPassword('5902', (ConvertTo-TestLogin x 'Good-Word-2')) | Should -BeTrue
        }

        It 'hands back typed parameters as a row that can be piped in again' {
            $null = New-CcAgent -Code 5904 -LoginName l5904 -UserName ' ' -Role r1, r2 -Password (ConvertTo-TestSecret 'Good-Word-4') -ErrorAction SilentlyContinue -ErrorVariable failed
            $row = $failed[0].TargetObject
            $row.userName = 'mended'
            $agent = $row | New-CcAgent
            $agent.UserName | Should -Be 'mended'
            $agent.Role | Should -Be 'r1', 'r2'
            $sim.VerifyPassword('5904', (ConvertTo-TestLogin x 'Good-Word-4')) | Should -BeTrue
        }

        It 'turns the readable password of a failed row into a SecureString' {
            $null = Import-Row '工号,登录名,用户名,密码', ',l5905,b,Good-Word-5' | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].TargetObject.密码 | Should -BeOfType ([securestring])
            ($failed[0].TargetObject | Format-List * -Force | Out-String) | Should -Not -Match 'Good-Word-5'
        }

        It 'reports each documented status of the tenant under its own id' {
            $cases = @(
                @{ Status = 401; Id = 'TokenRefused'; Category = 'AuthenticationError'; Advice = 'Connect-CcTenant again with a new -Token' }
                @{ Status = 403; Id = 'TokenMissing'; Category = 'AuthenticationError'; Advice = 'Connect-CcTenant again with -Token or -Credential' }
                @{ Status = 424; Id = 'AgentNotFound'; Category = 'ObjectNotFound'; Advice = 'Check the code' }
                @{ Status = 425; Id = 'CredentialRefused'; Category = 'AuthenticationError'; Advice = 'right -Credential' }
                @{ Status = 472; Id = 'PasswordRule'; Category = 'InvalidData'; Advice = 'Specify another password' }
                @{ Status = 418; Id = 'UnexpectedStatus'; Category = 'ProtocolError'; Advice = '-Verbose' }
                @{ Status = 500; Id = 'OutcomeUnknown'; Kind = 'UnexpectedStatus'; Category = 'ProtocolError'; Advice = 'console' }
                @{ Status = 503; Id = 'ServerBusy'; Category = 'ResourceBusy'; Advice = 'ThrottleLimit' }
                @{ Status = 429; Id = 'ServerBusy'; Category = 'ResourceBusy'; Advice = 'ThrottleLimit' }
            )
            foreach ($case in $cases) {
                Invoke-WithAnswer @{ Status = $case.Status; Body = '{"message":"词 of the vendor","code":"7"}' } {
                    param($server)
                    $row = [pscustomobject]@{ code = '6001'; loginName = 'l6001'; userName = 'b' }
                    $null = $row | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
                    $failed.Count | Should -Be 1
                    $failed[0].FullyQualifiedErrorId | Should -BeExactly "$($case.Id),CallCenter.Commands.NewCcAgentCommand"
                    "$($failed[0].Exception.Kind)" | Should -Be $(if ($case.Kind) { $case.Kind } else { $case.Id })
                    $failed[0].CategoryInfo.Category | Should -Be $case.Category -Because $case.Status
                    $failed[0].TargetObject | Should -Be $row
                    "$($failed[0])" | Should -Match 'agent 6001'
                    "$($failed[0])" | Should -Match '词 of the vendor'
                    $failed[0].ErrorDetails.RecommendedAction | Should -Match $case.Advice
                    @($server.Requests.ToArray() | Where-Object Method -EQ POST).Count | Should -Be 1 -Because "$($case.Status) must not be sent twice"
                }
            }
        }

        It 'says of an agent that exists what to type, and it works' {
            $null = New-CcAgent 5910 l5910 b
            $null = New-CcAgent 5910 other b -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed[0].FullyQualifiedErrorId | Should -BeLike 'UnexpectedStatus,*'
            $failed[0].ErrorDetails.RecommendedAction | Should -Match "same person, run Reset-CcAgentPassword 5910 to set"
            (Reset-CcAgentPassword 5910).Code | Should -Be '5910'
        }

        It 'says what a row is to those who pipe in something else, and that a list is several rows' {
            $null = @{ Code = '1'; LoginName = 'a'; UserName = 'b' }, '4001' | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
            "$($failed[0])" | Should -Match 'a Hashtable has no columns.*pscustomobject'
            "$($failed[1])" | Should -Match 'a String has no columns'
            $null = @{ code = '4001' } | Reset-CcAgentPassword -ErrorAction SilentlyContinue -ErrorVariable failed
            "$failed" | Should -Match 'a Hashtable has no columns'
            $null = @{ queue = '630'; extension = '800' } | Enter-CcQueue -ErrorAction SilentlyContinue -ErrorVariable failed
            "$failed" | Should -Match 'a Hashtable has no columns'
            $null = New-CcAgent 1, 2 a b -ErrorAction SilentlyContinue -ErrorVariable failed
            "$failed" | Should -Match 'Code is not valid: it must be one value, not a list'
        }

        It 'names each of several agents that exist, and the session that was given' {
            $null = $sim | Connect-CcTenant -Name "the others'"
            try {
                $rows = '0591', 'x-1' | ForEach-Object { [pscustomobject]@{ code = $_; loginName = "l$_"; userName = 'b' } }
                $null = $rows | New-CcAgent
                $null = $rows | New-CcAgent -ThrottleLimit 1 -Session "the others'" -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].ErrorDetails.RecommendedAction | Should -BeLike "*Reset-CcAgentPassword '0591' -Session 'the others''' to set*"
                $failed[1].ErrorDetails.RecommendedAction | Should -BeLike "*Reset-CcAgentPassword 'x-1' -Session 'the others''' to set*"
            } finally {
                Disconnect-CcTenant "the others'"
            }
        }

        It 'says how to send a row again that was right, with its own name, session and journal' {
            Invoke-WithAnswer @{ Status = 429 } {
                $null = New-CcAgent 5911 a b -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '* again: $Error`[0`].TargetObject | New-CcAgent'
                $null = [pscustomobject]@{ code = '5914'; loginName = 'a'; userName = 'b' } | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].ErrorDetails.RecommendedAction | Should -BeLike '* again*: $failed.TargetObject | New-CcAgent'
                $null = Reset-CcAgentPassword 5911 -Session (Get-CcSession)[-1] -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].ErrorDetails.RecommendedAction | Should -BeLike "* again: `$Error``[0``].TargetObject | Reset-CcAgentPassword -Session 'to do'"
                $journal = Join-Path $TestDrive again.journal
                $null = New-CcAgent 5912 a b -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].ErrorDetails.RecommendedAction | Should -BeLike "* same New-CcAgent command again*$journal*"
                $null = New-CcAgent 5913 a ' ' -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].ErrorDetails.RecommendedAction | Should -Not -BeLike '*TargetObject*'
            } -Session @{ Name = 'to do' }
        }

        It 'reports an answer that is no JSON, of which nobody knows whether it was done' {
            foreach ($answer in @{ Body = '<!DOCTYPE html><html>x</html>'; Type = 'text/html' }, @{ Body = '' }, @{ Body = 'OK' }, @{ Body = '[]' }) {
                Invoke-WithAnswer $answer {
                    $null = New-CcAgent 6002 l6002 b -ErrorAction SilentlyContinue -ErrorVariable failed
                    $failed[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
                    "$($failed[0].Exception.Kind)" | Should -Be 'NotJson'
                    $failed[0].CategoryInfo.Category | Should -Be 'ProtocolError'
                    "$($failed[0])" | Should -Match 'unknown whether the request to .*6002.* succeeded'
                    "$($failed[0])" | Should -Not -Match '<html>'
                    $failed[0].ErrorDetails.RecommendedAction | Should -Match 'console'
                }
            }
        }

        It 'sends a create once when its answer is lost or late, and says that the outcome is not known' {
            foreach ($case in @{ Answer = { param($request) if ($request.Method -eq 'GET') { @{ Status = 403 } } }; Kind = 'ConnectionLost'; Category = 'ConnectionError' }, @{ Answer = { param($request) if ($request.Method -eq 'GET') { @{ Status = 403 } } else { @{ Delay = 1500; Body = '{}' } } }; Kind = 'Timeout'; Category = 'OperationTimeout' }) {
                $server = Open-TestServer $case.Answer
                try {
                    Invoke-WithServer $server {
                        $null = New-CcAgent 6003 l6003 b -ErrorAction SilentlyContinue -ErrorVariable failed
                        $failed.Count | Should -Be 1
                        $failed[0].FullyQualifiedErrorId | Should -BeLike 'OutcomeUnknown,*'
                        "$($failed[0].Exception.Kind)" | Should -Be $case.Kind
                        $failed[0].Exception.OutcomeUnknown | Should -BeTrue
                        $failed[0].CategoryInfo.Category | Should -Be $case.Category
                        "$($failed[0])" | Should -Match 'unknown whether the request to .*6003.* succeeded'
                        $failed[0].ErrorDetails.RecommendedAction | Should -Match 'Before you repeat the request'
                        @($server.Requests.ToArray() | Where-Object Method -EQ POST).Count | Should -Be 1
                    } @{ TimeoutSec = 1; MaximumRetryCount = 2 }
                } finally {
                    Close-TestServer $server
                }
            }
        }

        It 'sends a create again that the server said it did not process' {
            $server = Open-TestServer { param($request) if ($request.Number -eq 1) { @{ Status = 503; Header = @{ 'Retry-After' = '0' } } } else { @{ Body = '{"id":"new"}' } } }
            try {
                Invoke-WithServer $server {
                    (New-CcAgent 6004 l6004 b).Id | Should -Be 'new'
                    $server.Requests.Count | Should -Be 2
                } @{ MaximumRetryCount = 1 }
            } finally {
                Close-TestServer $server
            }
        }

        It 'reports a dead server in each row' {
            $null = Connect-CcTenant -Uri "http://127.0.0.1:$(Get-FreePort)" -Token (ConvertTo-TestSecret 'test-token-0001') -MaximumRetryCount 0 -Name dead
            try {
                $null = Import-Row 'code,loginName,userName', '6005,a,b', '6006,c,d' | New-CcAgent -Session dead -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed.Count | Should -Be 2
                $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'Unreachable,CallCenter.Commands.NewCcAgentCommand'
                $failed.TargetObject.code | Sort-Object | Should -Be '6005', '6006'
                "$($failed[0])" | Should -Match 'agent 600[56]'
                "$($failed[0])" | Should -Not -Match 'unknown'
            } finally {
                Disconnect-CcTenant -Session dead
            }
        }
    }

    Context 'tokens' {
        It 'renews a token that has expired, once for all rows' {
            $own = Start-CcSimulator -LatencyMilliseconds 20
            try {
                $session = $own | Connect-CcTenant -Name renew
                $own.ExpireTokens()
                $before = $own.RequestCount
                $rows = 1..12 | ForEach-Object { [pscustomobject]@{ code = "61$_"; loginName = "l61$_"; userName = 'b' } }
                $lines = $rows | New-CcAgent -Session $session -ThrottleLimit 6 -Verbose 4>&1
                @($lines | Where-Object { $_ -is [CallCenter.CcAgent] }).Count | Should -Be 12
                @($lines | Where-Object { "$_" -match 'apply/token: 200' }).Count | Should -Be 1
                $own.RequestCount - $before | Should -BeLessOrEqual (12 + 6 + 1)
            } finally {
                Disconnect-CcTenant -Session renew
                Stop-CcSimulator $own
            }
        }

        It 'does not renew a bare token, and says to reconnect' {
            $null = Connect-CcTenant -Uri $sim.Uri -Token (ConvertTo-TestSecret 'stale-token-01') -Name bare
            try {
                $null = New-CcAgent 6201 l6201 b -Session bare -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'TokenRefused,*'
                "$($failed[0])" | Should -Match 'token值有误'
                $failed[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-CcTenant again.*-Credential'
            } finally {
                Disconnect-CcTenant -Session bare
            }
        }

        It 'says who else may get tokens when new ones are refused as well' {
            $server = Open-TestServer {
                param($request, $data)
                if ($request.Path -eq '/token') { @{ Body = "{`"token`":`"token-$($data.Count++)`"}" } } else { @{ Status = 401; Body = '{"message":"token值有误","code":"401"}' } }
            } @{ Count = 0 }
            try {
                $null = Connect-CcTenant -Uri $server.Uri -TokenUri ([uri]::new($server.Uri, 'token')) -Credential (ConvertTo-TestLogin a 'secret-0001') -Name contested
                $null = New-CcAgent 6401 a b -Session contested -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed[0].FullyQualifiedErrorId | Should -BeLike 'TokenRefused,*'
                $failed[0].ErrorDetails.RecommendedAction | Should -Match 'another session or runbook uses the same appId.*share one session, run one after the other, or use a separate appId for each'
                $failed[0].ErrorDetails.RecommendedAction | Should -Not -Match 'with a new -Token'
                ($server.Requests.ToArray() | Where-Object Path -EQ '/token').Count | Should -Be 3
            } finally {
                Disconnect-CcTenant -Session contested
                Close-TestServer $server
            }
        }

        It 'names the agent when the renewal itself is refused' {
            $server = Open-TestServer {
                param($request, $data)
                if ($request.Path -ne '/token') { @{ Status = 401 } } elseif ($data.Count++ -eq 0) { @{ Body = '{"token":"first-token-01"}' } } else { @{ Status = 425; Body = '{"message":"appSecret changed"}' } }
            } @{ Count = 0 }
            try {
                $null = Connect-CcTenant -Uri $server.Uri -TokenUri ([uri]::new($server.Uri, 'token')) -Credential (ConvertTo-TestLogin a 'secret-0001') -Name changed
                $null = Import-Row 'code,loginName,userName', '6301,a,b', '6302,c,d' | New-CcAgent -ErrorAction SilentlyContinue -ErrorVariable failed
                $failed.Count | Should -Be 2
                foreach ($one in $failed) {
                    $one.FullyQualifiedErrorId | Should -BeLike 'CredentialRefused,*'
                    "$one" | Should -Match 'appSecret changed'
                    "$one" | Should -Match "agent $($one.TargetObject.code)"
                }
            } finally {
                Disconnect-CcTenant -Session changed
                Close-TestServer $server
            }
        }
    }

    Context 'questions' {
        It 'names the row under -WhatIf and creates nothing' {
            $before = $sim.Agent.Count
            $rows = Import-Row 'code,loginName,userName,password,roles,org,namespace', '5003w,testAgent,测试,,,,', '5004w,other,c,Good-Word-1,r1;r2,o1,', '5005w,third,d,,,,n02.cc'
            $rows | New-CcAgent -WhatIf | Should -BeNullOrEmpty
            $sim.Agent.Count | Should -Be $before
            $result = Invoke-Alone -Argument $sim, $rows { param($sim, $rows) $null = $sim | Connect-CcTenant; $rows | New-CcAgent -WhatIf }
            $result.Line | Should -Be @(
                'What if: Create agent 5003w (testAgent) in tenant n01.cc: 测试, generated password'
                'What if: Create agent 5004w (other): c, password as given, roles: 2, organization o1'
                'What if: Create agent 5005w (third) in tenant n02.cc: d, generated password'
                'What if: 3 of 3 rows would be sent'
            )
            $result = Invoke-Alone -Argument $sim { param($sim) $null = $sim | Connect-CcTenant; New-CcAgent 1 a b -UseVendorDefaultPassword -AgentQueue q -WhatIf }
            $result.Line | Should -Be "What if: Create agent 1 (a) in tenant n01.cc: b, the vendor's publicly known password, skill groups: 1"
            $sim.Agent.Count | Should -Be $before
        }

        It 'still reports bad rows under -WhatIf' {
            $null = Import-Row 'code,loginName,userName,password', '1,a,b,Weak', '2,,b,' | New-CcAgent -WhatIf -ErrorAction SilentlyContinue -ErrorVariable failed
            $failed.Count | Should -Be 2
        }

        It 'creates nothing when $WhatIfPreference is set' {
            $before = $sim.Agent.Count
            & { $WhatIfPreference = $true; New-CcAgent 6401 l6401 b } | Should -BeNullOrEmpty
            $sim.Agent.Count | Should -Be $before
        }

        It 'asks nothing by default' {
            $result = Invoke-Alone -Argument $sim { param($sim) $null = $sim | Connect-CcTenant; New-CcAgent 6402 l6402 b }
            $result.Question | Should -BeNullOrEmpty
            $result.Output.Code | Should -Be '6402'
        }

        It 'asks for each row with -Confirm, and does what is answered' {
            $result = Invoke-Alone -Argument $sim -Answer 0, 2, 0 {
                param($sim)
                $null = $sim | Connect-CcTenant
                1..3 | ForEach-Object { [pscustomobject]@{ code = "650$_"; loginName = "l650$_"; userName = 'b' } } | New-CcAgent -Confirm
            }
            $result.Fault | Should -BeNullOrEmpty
            $result.Question.Count | Should -Be 3
            $result.Question[1] | Should -Be 'Create agent 6502 (l6502) in tenant n01.cc: b, generated password?'
            $result.Output.Code | Sort-Object | Should -Be '6501', '6503'
            Get-SimulatedAgent 6502 | Should -BeNullOrEmpty
        }

        It 'asks when $ConfirmPreference is Medium, unless -Confirm:$false says otherwise' {
            $result = Invoke-Alone -Argument $sim -Answer 0 {
                param($sim)
                $null = $sim | Connect-CcTenant
                $ConfirmPreference = 'Medium'
                New-CcAgent 6601 l6601 b
                New-CcAgent 6602 l6602 b -Confirm:$false
            }
            $result.Question.Count | Should -Be 1
            $result.Output.Code | Should -Be '6601', '6602'
        }
    }

    Context 'traces' {
        It 'shows one line a request under -Verbose, without a query' {
            $lines = @(New-CcAgent 6701 l6701 b -Verbose 4>&1 | Where-Object { $_ -is [System.Management.Automation.VerboseRecord] -and "$_" -match '/api/' })
            $lines.Count | Should -Be 1
            "$lines" | Should -Match '^POST /api/operation/tenant/agents: 200 in \d+ ms, attempt 1 \(create agent 6701'
            "$lines" | Should -Not -Match '\?'
        }

        It 'shows a line for each attempt' {
            $server = Open-TestServer { param($request) if ($request.Number -eq 1) { @{ Status = 429; Header = @{ 'Retry-After' = '0' } } } else { @{ Body = '{"id":"1"}' } } }
            try {
                Invoke-WithServer $server {
                    $lines = @(New-CcAgent 6702 l6702 b -Verbose 4>&1 | Where-Object { "$_" -match 'attempt' })
                    "$($lines[0])" | Should -Match ': 429 in \d+ ms, attempt 1'
                    "$($lines[1])" | Should -Match ': 200 in \d+ ms, attempt 2'
                } @{ MaximumRetryCount = 1 }
            } finally {
                Close-TestServer $server
            }
        }

        It 'shows bodies with a masked password under -Debug, and asks nothing' {
            $result = Invoke-Alone -Argument $sim { param($sim) $null = $sim | Connect-CcTenant; New-CcAgent 6703 l6703 b -Password 'Hidden-Word-1' -Debug }
            $result.Fault | Should -BeNullOrEmpty
            $result.Question | Should -BeNullOrEmpty
            $result.Output.Code | Should -Be '6703'
            $bodies = $result.Debug -join "`n"
            $bodies | Should -Match '> \{.*"loginName":"l6703".*"password":"\*{8}"'
            $bodies | Should -Match '< \{"id"'
            $bodies | Should -Not -Match 'Hidden-Word-1'
        }

        It 'is silent by default' {
            $result = Invoke-Alone -Argument $sim { param($sim) $null = $sim | Connect-CcTenant; New-CcAgent 6704 l6704 b }
            $result.Line + $result.Verbose + $result.Debug + $result.Warning + $result.Error | Should -BeNullOrEmpty
        }
    }

    Context 'sessions' {
        It 'fails with NotConnected when there is none' {
            $result = Invoke-Alone { New-CcAgent 1 a b }
            $result.Error[0].FullyQualifiedErrorId | Should -BeLike 'NotConnected,*'
            $result.Error[0].CategoryInfo.Category | Should -Be 'ConnectionError'
            $result.Error[0].ErrorDetails.RecommendedAction | Should -Match 'Connect-CcTenant'
        }

        It 'uses the session of -Session, by name and by object' {
            Invoke-WithOther {
                param($other, $session)
                $null = $sim | Connect-CcTenant -Name own
                $null = New-CcAgent 6801 l6801 b -Session other
                $null = New-CcAgent 6802 l6802 b -Session $session
                $null = New-CcAgent 6803 l6803 b
                $other.Agent.Code | Should -Be '6801', '6802'
                (Get-SimulatedAgent 6803).LoginName | Should -Be 'l6803'
            }
        }

        It 'fails for a session name that does not exist' {
            { New-CcAgent 1 a b -Session nowhere } | Should -Throw -ExpectedMessage '*no session named "nowhere"*'
        }
    }

    Context 'the journal' {
        BeforeEach {
            $journal = Join-Path $TestDrive "$([guid]::NewGuid()).journal"
        }

        It 'sends done rows not again, and failed ones' {
            $null = New-CcAgent 7002 other b
            $rows = Import-Row 'code,loginName,userName', '7001,l7001,b', '7002,l7002,b', '7003,l7003,b'
            $created = $rows | New-CcAgent -JournalPath $journal -ErrorAction SilentlyContinue
            $created.Code | Sort-Object | Should -Be '7001', '7003'
            $before = $sim.RequestCount
            $again = $rows | New-CcAgent -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue -WarningVariable warned
            $again | Should -BeNullOrEmpty
            $sim.RequestCount - $before | Should -Be 1
            $failed.TargetObject.code | Should -Be '7002'
            "$warned" | Should -Match 'Rows done by earlier runs.* not sent again: 2\.$'
        }

        It 'names each row under -Verbose that was done before' {
            $null = New-CcAgent 7011 l7011 b -JournalPath $journal
            $lines = New-CcAgent 7011 l7011 b -JournalPath $journal -Verbose -WarningAction SilentlyContinue 4>&1
            "$lines" | Should -Match 'An earlier run of this journal already did this: create agent 7011 \(l7011\)'
        }

        It 'continues with the rows that were not sent' {
            $rows = 1..10 | ForEach-Object { [pscustomobject]@{ code = "702$_"; loginName = "l702$_"; userName = 'b' } }
            $before = $sim.RequestCount
            $null = $rows | New-CcAgent -JournalPath $journal -ThrottleLimit 1 | Select-Object -First 2
            $null = $rows | New-CcAgent -JournalPath $journal -ErrorAction Stop -WarningAction SilentlyContinue
            $sim.RequestCount - $before | Should -Be 10
            @($sim.Agent | Where-Object Code -CLike '702*').Count | Should -Be 10
            (Get-CcJournal $journal).Done | Should -Be 10
        }

        It 'takes a row of which a field changed for another, but not one of which the password did' {
            $null = New-CcAgent 7031 l7031 b -Password 'Given-0001' -JournalPath $journal
            $before = $sim.RequestCount
            $null = New-CcAgent 7031 l7031 b -Password 'Given-0002' -JournalPath $journal -WarningAction SilentlyContinue
            $sim.RequestCount | Should -Be $before
            $null = New-CcAgent 7031 l7031 changed -JournalPath $journal -ErrorAction SilentlyContinue
            $sim.RequestCount | Should -Be ($before + 1)
        }

        It 'continues the journal of another command, and refuses that of another server before anything is sent' {
            $null = New-CcAgent 7041 l7041 b -JournalPath $journal
            $null = Reset-CcAgentPassword 7041 -JournalPath $journal -ErrorAction Stop
            (Get-CcJournal $journal).Done | Should -Be 2
            $content = Get-Content -LiteralPath $journal -Raw
            $before = $sim.RequestCount
            Invoke-WithOther {
                param($other)
                { New-CcAgent 7042 l7042 b -JournalPath $journal -Session other } | Should -Throw -ErrorId 'JournalMismatch,*' -ExpectedMessage "*$($other.Uri.Authority)*"
                $other.Agent | Should -BeNullOrEmpty
            }

            Get-Content -LiteralPath $journal -Raw | Should -BeExactly $content
        }

        It 'refuses a second run while one is going on, and leaves the first alone' {
            $refused = @()
            $rows = 1..2 | ForEach-Object { [pscustomobject]@{ code = "705$_"; loginName = "l705$_"; userName = 'b' } }
            $created = $rows | New-CcAgent -JournalPath $journal -ThrottleLimit 1 | ForEach-Object {
                try { New-CcAgent 7059 l7059 b -JournalPath $journal } catch { $refused += $_ }
                $_
            }
            $created.Code | Should -Be '7051', '7052'
            $refused[0].FullyQualifiedErrorId | Should -BeExactly 'JournalInUse,CallCenter.Commands.NewCcAgentCommand'
            $refused[0].CategoryInfo.Category | Should -Be 'ResourceBusy'
            $refused[0].ErrorDetails.RecommendedAction | Should -Match 'Get-CcJournal'
            Get-SimulatedAgent 7059 | Should -BeNullOrEmpty
        }

        It 'refuses a file that is no journal, and leaves it as it is' {
            Set-Content -LiteralPath $journal -Value 'my notes'
            { New-CcAgent 7061 l7061 b -JournalPath $journal } | Should -Throw -ErrorId 'JournalUnreadable,*'
            Get-Content -LiteralPath $journal | Should -BeExactly 'my notes'
        }

        It 'writes none under -WhatIf' {
            New-CcAgent 7071 l7071 b -JournalPath $journal -WhatIf
            $journal | Should -Not -Exist
        }

        It 'warns that a crash tore it, and goes on from before the tear' {
            $null = New-CcAgent 7081 l7081 b -JournalPath $journal
            [System.IO.File]::AppendAllText($journal, '{"row":"01')
            $null = New-CcAgent 7081 l7081 b -JournalPath $journal -WarningVariable warned -WarningAction SilentlyContinue
            "$($warned[0])" | Should -Match 'damaged at line \d.*10 bytes'
            "$($warned[1])" | Should -Match 'Rows done by earlier runs.* not sent again: 1\.$'
            (Get-CcJournal $journal).TornAtLine | Should -BeNullOrEmpty
        }

        It 'is let go of when the warning that it was torn ends the command' {
            $null = New-CcAgent 7082 l7082 b -JournalPath $journal
            [System.IO.File]::AppendAllText($journal, '{"row":"01')
            { New-CcAgent 7083 l7083 b -JournalPath $journal -WarningAction Stop } | Should -Throw '*damaged at line*'
            (New-CcAgent 7083 l7083 b -JournalPath $journal -WarningAction SilentlyContinue).Code | Should -Be '7083'
        }

        It 'holds no password, given or generated, and no hash of one' {
            $null = New-CcAgent 7091 l7091 b -Password 'Given-Word-7091' -JournalPath $journal
            $made = New-CcAgent 7092 l7092 b -JournalPath $journal
            $text = Get-Content -LiteralPath $journal -Raw
            Find-Secret $text 'Given-Word-7091', $made.Credential.GetNetworkCredential().Password | Should -BeNullOrEmpty
            # The same row with another password has the same record but for its time.
            $twin = "$journal.twin"
            $null = New-CcAgent 7091 l7091 b -Password 'Other-Word-7091' -JournalPath $twin -ErrorAction SilentlyContinue
            @((Get-CcJournal $twin).Row)[0].Id | Should -BeExactly @((Get-CcJournal $journal).Row)[0].Id
        }
    }

    Context 'outcomes that nobody answered' {
        BeforeEach {
            $journal = Join-Path $TestDrive "$([guid]::NewGuid()).journal"
        }

        It 'are reported as unknown where the tenant lists no agents, and never sent again by themselves' {
            Invoke-WithLoss -Lose u1 -Swallow u2 {
                param($own, $server)
                $rows = Import-Row 'code,loginName,userName', 'u1,lu1,b', 'u2,lu2,b', 'u3,lu3,b'
                foreach ($run in 1, 2) {
                    $null = $rows | New-CcAgent -Session lossy -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue
                    $failed.Count | Should -Be 2
                    $failed.FullyQualifiedErrorId | Select-Object -Unique | Should -Be 'OutcomeUnknown,CallCenter.Commands.NewCcAgentCommand'
                    $failed.Exception.OutcomeUnknown | Should -Be $true, $true
                    $failed[0].ErrorDetails.RecommendedAction | Should -Match 'console'
                }

                "$($failed[0])" | Should -Match 'the run that sent the request was interrupted'
                @($server.Requests.ToArray() | Where-Object Method -EQ POST).Count | Should -Be 3
                (Get-CcJournal $journal).Unknown | Should -Be 2
                $own.Agent.Code | Sort-Object | Should -Be 'u1', 'u3'
            }
        }

        It 'are settled by looking where the tenant lists them: created, with its password, or not' {
            Invoke-WithLoss -AllowAgentList -Lose v1 -Swallow v2 {
                param($own)
                $rows = Import-Row 'code,loginName,userName', 'v1,lv1,b', 'v2,lv2,b'
                $made = $rows | New-CcAgent -Session lossy -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed
                $made.Code | Should -Be 'v1'
                $own.VerifyPassword('v1', $made.Credential) | Should -BeTrue
                $failed.Count | Should -Be 1
                $failed[0].Exception.OutcomeUnknown | Should -BeFalse
                $failed[0].FullyQualifiedErrorId | Should -Not -BeLike 'OutcomeUnknown,*'
                "$($failed[0])" | Should -Match 'v2.*A check afterwards showed that the tenant has no such agent'
                $shown = Get-CcJournal $journal
                $shown.Done, $shown.Failed, $shown.Unknown | Should -Be 1, 1, 0
            }
        }

        It 'of an earlier run are settled by the next, which says that a generated password is lost' {
            $own = Start-CcSimulator
            $server = Open-LossyServer $own -Lose w1 -Swallow w2
            $lister = Start-CcSimulator -Credential $own.Credential -AllowAgentList
            $front = $null
            try {
                $session = Connect-LossyServer $server $own
                $rows = Import-Row 'code,loginName,userName', 'w1,lw1,b', 'w2,lw2,b'
                $null = $rows | New-CcAgent -Session $session -JournalPath $journal -ErrorAction SilentlyContinue
                (Get-CcJournal $journal).Unknown | Should -Be 2
                # The same address, now before a tenant that lists its agents and has the first of the two.
                $null = $lister | Connect-CcTenant -Name lister
                $null = $rows[0] | New-CcAgent -Session lister
                Disconnect-CcTenant lossy
                Close-TestServer $server
                $front = Open-LossyServer $lister -Uri $server.Uri
                $session = Connect-LossyServer $front $lister
                $made = $rows | New-CcAgent -Session $session -JournalPath $journal -ErrorAction SilentlyContinue -ErrorVariable failed -WarningAction SilentlyContinue -WarningVariable warned
                $failed | Should -BeNullOrEmpty
                $made.Code | Sort-Object | Should -Be 'w1', 'w2'
                ($made | Where-Object Code -CEQ w1).Credential | Should -BeNullOrEmpty
                $lister.VerifyPassword('w2', ($made | Where-Object Code -CEQ w2).Credential) | Should -BeTrue
                "$warned" | Should -Match 'w1.*password that it generated is lost.*Reset-CcAgentPassword'
                "$warned" | Should -Not -Match 'w2'
                @($front.Requests.ToArray() | Where-Object Method -EQ POST).Count | Should -Be 1
                (Get-CcJournal $journal).Done | Should -Be 2
            } finally {
                Get-CcSession | Where-Object Name -In lossy, lister | Disconnect-CcTenant
                if ($front) {
                    Close-TestServer $front
                }

                Stop-CcSimulator $own
                Stop-CcSimulator $lister
            }
        }
    }

    Context 'on the screen' {
        It 'shows a table that says that a password was generated, but not which' {
            $agent = New-CcAgent 6901 l6901 '王小明'
            $text = $agent | Out-String
            $text | Should -Match '6901 +l6901 +王小明 +generated +Ok +n01\.cc'
            Find-Secret $text $agent.Credential.GetNetworkCredential().Password | Should -BeNullOrEmpty
        }
    }
}
