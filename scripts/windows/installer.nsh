; Copies a conference pack that lies beside the setup program into the folder of the app, where the first start looks for it.
!macro customInstall
  CopyFiles /SILENT "$EXEDIR\*.rapporteur-pack" "$INSTDIR"
!macroend
