$ErrorActionPreference = 'Stop'
$in = $env:PHONGHOP_IN
$out = $env:PHONGHOP_OUT
$names = @{ 'Word.Application' = 'WINWORD'; 'Excel.Application' = 'EXCEL'; 'PowerPoint.Application' = 'POWERPNT' }
# A password that no file has: one that wants another fails at once, and asks nobody.
$password = 'phonghop-none'
$missing = [Type]::Missing
$code = 0
$app = $null
$own = @()

function Start-Program($program) {
  $process = $names[$program]
  $before = @(Get-Process -Name $process -ErrorAction SilentlyContinue | ForEach-Object { $_.Id })
  $script:app = New-Object -ComObject $program
  $script:own = @(Get-Process -Name $process -ErrorAction SilentlyContinue | ForEach-Object { $_.Id } | Where-Object { $before -notcontains $_ })
  [IO.File]::WriteAllText($env:PHONGHOP_STARTED, ($script:own -join ' '))
  $script:app.AutomationSecurity = 3 # msoAutomationSecurityForceDisable
}

function Convert-Word {
  $app.Visible = $false
  $app.DisplayAlerts = 0 # wdAlertsNone
  $links = $app.Options.UpdateLinksAtOpen
  $app.Options.UpdateLinksAtOpen = $false
  try {
    # FileName, ConfirmConversions, ReadOnly, AddToRecentFiles, PasswordDocument, PasswordTemplate, Revert,
    # WritePasswordDocument, WritePasswordTemplate, Format, Encoding, Visible, OpenAndRepair, DocumentDirection,
    # NoEncodingDialog
    $doc = $app.Documents.Open($in, $false, $true, $false, $password, '', $true, '', '', 0, $missing, $false, $false, $missing, $true)
    # OutputFileName, ExportFormat wdExportFormatPDF, OpenAfterExport, OptimizeFor print, Range all, From, To,
    # Item wdExportDocumentContent, IncludeDocProps, KeepIRM, CreateBookmarks headings
    $doc.ExportAsFixedFormat($out, 17, $false, 0, 0, 1, 1, 0, $false, $true, 1)
    $doc.Close(0) # wdDoNotSaveChanges
  } finally {
    $app.Options.UpdateLinksAtOpen = $links
  }
}

function Convert-Excel {
  $app.Visible = $false
  $app.DisplayAlerts = $false
  $app.AskToUpdateLinks = $false
  $app.EnableEvents = $false
  # Filename, UpdateLinks none, ReadOnly, Format, Password, WriteResPassword, IgnoreReadOnlyRecommended, Origin,
  # Delimiter, Editable, Notify, Converter, AddToMru
  $book = $app.Workbooks.Open($in, 0, $true, $missing, $password, '', $true, $missing, $missing, $false, $false, $missing, $false)
  # Type xlTypePDF, Filename, Quality xlQualityStandard, IncludeDocProperties, IgnorePrintAreas
  $book.ExportAsFixedFormat(0, $out, 0, $false, $false)
  $book.Close($false)
}

function Convert-PowerPoint {
  $app.DisplayAlerts = 1 # ppAlertsNone
  # FileName with its password, ReadOnly, Untitled, WithWindow
  $show = $app.Presentations.Open("${in}::${password}::", -1, 0, 0)
  # ExportAsFixedFormat cannot be called from PowerShell with its range left out: 32 is ppSaveAsPDF.
  $show.SaveCopyAs($out, 32)
  $show.Close()
}

try {
  Start-Program $env:PHONGHOP_PROGRAM
  switch ($env:PHONGHOP_PROGRAM) {
    'Word.Application' { Convert-Word }
    'Excel.Application' { Convert-Excel }
    'PowerPoint.Application' { Convert-PowerPoint }
    default { throw 'unknown program' }
  }
} catch {
  [Console]::Error.WriteLine($_.Exception.Message)
  $code = 1
  # 5408 is Word's error of a wrong password; the others only say so.
  if (($_.Exception.HResult -band 0xFFFF) -eq 5408 -or $_.Exception.Message -match "password|m$([char]0x1EAD)t kh$([char]0x1EA9)u") { $code = 3 }
} finally {
  # A program that the user had open stays.
  if ($app -and $own.Count -gt 0) {
    try { if ($env:PHONGHOP_PROGRAM -eq 'Word.Application') { $app.Quit(0) } else { $app.Quit() } } catch { }
  }
  if ($app) { [void][Runtime.InteropServices.Marshal]::ReleaseComObject($app) }
}
exit $code
