# What is typed in each picture, by its name. File is written before, and Before is run unseen.
@{
    tour    = @{
        Title  = @{
            'en-US' = 'A session in PowerShell: connect, create an agent, import a file of agents, sign an extension in to queues.'
            'zh-CN' = 'PowerShell 会话：连接、创建座席、导入座席文件、将分机签入队列。'
        }
        File   = @{
            'agents.csv' = @(
                'code,loginName,userName,phone'
                '5001,wang.fang,王芳,13800000001'
                '5002,li.qiang,李强,13800000002'
                '0021,liang.bo,梁博,13800000003'
                '5004,ana.garcia,Ana García,13800000004'
            )
        }
        Before = ''
        Line   = @(
            '$sim = Start-CcSimulator'
            '$sim | Connect-CcTenant'
            'New-CcAgent -Code 4001 -LoginName li.wei -UserName 李伟'
            'Import-CcAgent agents.csv'
            'Enter-CcQueue -Queue 630, ''0800'' -Extension 8001'
        )
    }
    failure = @{
        Title  = @{
            'en-US' = 'A session in PowerShell: two rows of a file fail, each error says what to do, and one row is mended and sent again.'
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
