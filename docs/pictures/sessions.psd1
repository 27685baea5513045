# What is typed in each picture, by its name. File is written before, and Before is run unseen.
@{
    day     = @{
        Title  = @{
            'en-US' = 'A session in PowerShell: a CSV file of agents, what became of each line, and who is in the queue now.'
            'zh-CN' = 'PowerShell 会话：座席 CSV 文件、每一行的处理结果，以及当前队列中的成员。'
        }
        File   = @{
            'agents.csv' = @(
                'code,loginName,userName,queue,extension'
                '5001,wang.fang,王芳,630,8001'
                '5002,li.qiang,李强,630,8002'
                '0021,liang.bo,梁博,630,8003'
                '5004,li.qiang,李倩,630,8004'
                '5005,ana.garcia,Ana García,630;631,8005'
            )
        }
        Before = @'
$sim = Start-CcSimulator
$null = $sim | Connect-CcTenant
$sim.NameExtension('8001', '王芳')
$sim.NameExtension('8002', '李强')
$sim.NameExtension('8003', '梁博')
$sim.NameExtension('8005', 'Ana García')
$sim.NameExtension('8011', '赵磊')
$sim.NameExtension('8012', '周丽')
$null = Enter-CcQueue 630 8011, 8012
$null = Suspend-CcQueueMember 630 8012
$sim.SetExtension('8001', 'InCall')
$sim.SetExtension('8003', 'Ringing')
$sim.SetExtension('8011', 'Offline')
'@
        Line   = @(
            'Get-Content agents.csv'
            'Import-CcAgent agents.csv'
            'Get-CcQueueMember 630'
        )
    }
    failure = @{
        Title  = @{
            'en-US' = 'A session in PowerShell: two rows of a file fail, each error says what to do, and one row is corrected and sent again.'
            'zh-CN' = 'PowerShell 会话：文件中有两行失败，每个错误都说明该怎么做，更正其中一行后重新发送。'
        }
        File   = @{
            'agents.csv' = @(
                'code,loginName,userName,phone'
                '5001,wang.fang,王芳,13800000001'
                '5002,,李强,13800000002'
                '5003,li.wei,李薇,13800000003'
            )
        }
        Before = '$null = Start-CcSimulator | Connect-CcTenant; $null = New-CcAgent 4001 li.wei 李伟'
        Line   = @(
            'Import-CcAgent agents.csv -ErrorVariable failed'
            '$row = $failed[1].TargetObject'
            '$row.loginName = ''li.wei2'''
            '$row | New-CcAgent'
        )
    }
}
