module mocklark.test/k6-stand-in

go 1.20

require github.com/dop251/goja v0.0.0-20240822155948-fa6d1ed5e4b6

require (
	github.com/dlclark/regexp2 v1.11.4 // indirect
	github.com/go-sourcemap/sourcemap v2.1.3+incompatible // indirect
	github.com/google/pprof v0.0.0-20230207041349-798e818bf904 // indirect
	golang.org/x/text v0.3.8 // indirect
)
