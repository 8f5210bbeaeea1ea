; Copies conference packs from the folder of the setup program to the folder of the app, where the first start looks for them.
!macro customInstall
  CopyFiles /SILENT "$EXEDIR\*.rapporteur-pack" "$INSTDIR"
!macroend
