// Runs a k6 script without k6, on Goja, the engine from which k6's own was made, and on Go's HTTP client and
// cryptography, as k6 does. Scenarios and thresholds are k6's own affair: four virtual users send five hundred
// requests each, and the one threshold that is known is the one that never holds.
//
//	stand-in version
//	stand-in run script.js
package main

import (
	"fmt"
	"os"
	"regexp"
	"strings"

	"github.com/dop251/goja"
)

const (
	users    = 4
	requests = 500
	// As k6 ends.
	thresholdFailed = 99
	aborted         = 108
)

func main() {
	if os.Args[1] == "version" {
		return
	}
	file := os.Args[len(os.Args)-1]
	source, err := os.ReadFile(file)
	must(err)
	program := goja.MustCompile(file, toFunction(string(source)), true)

	counts := &counts{}
	var last *host
	for user := 0; user < users; user++ {
		last = newUser(program, counts)
		for request := 0; request < requests; request++ {
			iterate(last.exports)
		}
	}
	last.summarise()
	thresholds := fmt.Sprint(last.options()["thresholds"])
	if strings.Contains(thresholds, "min<0") {
		os.Exit(thresholdFailed)
	}
}

// Goja reads no modules: imports become arguments, and exports become members.
func toFunction(source string) string {
	for _, rule := range [][2]string{
		{`(?m)^import (\w+) from ("[^"]+");$`, "const { default: $1 } = modules[$2];"},
		{`(?m)^import (\{[^}]+\}) from ("[^"]+");$`, "const $1 = modules[$2];"},
		{`(?m)^export const (\w+) =`, "exported.$1 ="},
		{`(?m)^export default `, "exported.default = "},
	} {
		source = regexp.MustCompile(rule[0]).ReplaceAllString(source, rule[1])
	}
	return "((modules, exported) => {" + source + "\n})"
}

// A virtual user has a world of its own, in which the script is run anew.
func newUser(program *goja.Program, counts *counts) *host {
	runtime := goja.New()
	host := &host{runtime: runtime, counts: counts, exports: runtime.NewObject()}
	must(runtime.Set("__ENV", environment()))
	must(runtime.Set("crypto", host.crypto()))
	function, err := runtime.RunProgram(program)
	must(err)
	call(function, runtime.ToValue(host.modules()), host.exports)
	return host
}

func iterate(exports *goja.Object) {
	promise := call(exports.Get("default")).Export().(*goja.Promise)
	if promise.State() != goja.PromiseStateFulfilled {
		panic(fmt.Sprintf("the script failed: %v", promise.Result()))
	}
}

func (h *host) summarise() {
	files := call(h.exports.Get("handleSummary"), h.runtime.ToValue(h.counts.summary()))
	for name, text := range files.Export().(object) {
		must(os.WriteFile(name, []byte(text.(string)), 0o644))
	}
}

func call(function goja.Value, args ...goja.Value) goja.Value {
	callable, _ := goja.AssertFunction(function)
	result, err := callable(goja.Undefined(), args...)
	must(err)
	return result
}

func environment() map[string]string {
	variables := map[string]string{}
	for _, variable := range os.Environ() {
		name, value, _ := strings.Cut(variable, "=")
		variables[name] = value
	}
	return variables
}

func must(err error) {
	if err != nil {
		panic(err)
	}
}
