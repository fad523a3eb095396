package office

import (
	"archive/zip"
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/http/httptest"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// running lists the processes that work on the profile.
func running(t testing.TB, profile string) (ids []string) {
	t.Helper()
	list, err := filepath.Glob("/proc/[0-9]*/cmdline")
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range list {
		if raw, err := os.ReadFile(path); err == nil && bytes.Contains(raw, []byte(fileURL(profile))) {
			ids = append(ids, filepath.Base(filepath.Dir(path)))
		}
	}
	return ids
}

// await waits until the program works on the profile with several processes, its own program among them.
func await(t testing.TB, profile string) {
	t.Helper()
	for deadline := time.Now().Add(20 * time.Second); time.Now().Before(deadline); {
		for _, id := range running(t, profile) {
			if raw, _ := os.ReadFile("/proc/" + id + "/comm"); strings.HasPrefix(string(raw), "soffice.bin") {
				return
			}
		}
		time.Sleep(5 * time.Millisecond)
	}
	t.Fatal("the program did not start")
}

// A conversion that nobody waits for any more, or that takes too long, leaves no process behind, and the next one works.
func TestKilled(t *testing.T) {
	dir, temp := t.TempDir(), t.TempDir()
	t.Setenv("TMPDIR", temp)
	in := filepath.Join(dir, "a.docx")
	paper(t, in)
	profile := filepath.Join(t.TempDir(), "p")
	o := program(t, Options{Profile: profile})
	ctx, cancel := context.WithCancel(context.Background())
	done := make(chan error, 1)
	go func() {
		_, err := o.Convert(ctx, in, dir, nil)
		done <- err
	}()
	await(t, profile)
	begin := time.Now()
	cancel()
	if err := <-done; !errors.Is(err, context.Canceled) {
		t.Errorf("cancelled: %v", err)
	}
	t.Log("killed within", time.Since(begin))
	if ids := running(t, profile); len(ids) > 0 {
		t.Errorf("processes %v left behind", ids)
	}
	late := program(t, Options{Profile: profile, Deadline: 300 * time.Millisecond})
	if _, err := late.Convert(context.Background(), in, dir, nil); !errors.Is(err, ErrTimeout) {
		t.Errorf("past the deadline: %v", err)
	}
	if ids := running(t, profile); len(ids) > 0 {
		t.Errorf("processes %v left behind at the deadline", ids)
	}
	if _, err := o.Convert(context.Background(), in, dir, nil); err != nil {
		t.Errorf("after that: %v", err)
	}
	if ids := running(t, profile); len(ids) > 0 {
		t.Errorf("processes %v left behind at the end", ids)
	}
	if entries, _ := os.ReadDir(temp); len(entries) > 0 {
		t.Errorf("%d folders left behind", len(entries))
	}
}

// A program that asks for more memory than it may have fails, and takes nobody with it.
func TestMemoryBound(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "a.docx")
	paper(t, in)
	o := program(t, Options{Memory: 300 << 20})
	if _, err := o.Convert(context.Background(), in, dir, nil); !errors.Is(err, ErrFailed) {
		t.Errorf("in 300 MB: %v", err)
	}
}

// Two files are not converted at once; the second says that it waits, and starts with a profile that is warm.
func TestOneAtATime(t *testing.T) {
	dir := t.TempDir()
	in := filepath.Join(dir, "a.docx")
	paper(t, in)
	profile := filepath.Join(t.TempDir(), "p")
	o := program(t, Options{Profile: profile, Words: Words{Waiting: "chờ", Working: "làm"}})
	begin := time.Now()
	first := make(chan time.Duration, 1)
	go func() {
		if _, err := o.Convert(context.Background(), in, dir, nil); err != nil {
			t.Error(err)
		}
		first <- time.Since(begin)
	}()
	await(t, profile)
	var said []string
	_, err := o.Convert(context.Background(), in, dir, func(s string) { said = append(said, s) })
	if err != nil || strings.Join(said, " ") != "chờ làm" {
		t.Errorf("said %q, %v", said, err)
	}
	one := <-first
	t.Logf("the first file took %v, the second %v", one, time.Since(begin)-one)
	o.turn <- struct{}{}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := o.Convert(ctx, in, dir, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("given up while it waits: %v", err)
	}
}

// odt packs a text document with more parts.
func odt(t testing.TB, path string, parts map[string]string) {
	t.Helper()
	var out bytes.Buffer
	z := zip.NewWriter(&out)
	w, err := z.CreateHeader(&zip.FileHeader{Name: "mimetype"})
	if err == nil {
		_, err = w.Write([]byte("application/vnd.oasis.opendocument.text"))
	}
	manifest := ""
	for name, data := range parts {
		manifest += fmt.Sprintf(`<manifest:file-entry manifest:full-path="%s" manifest:media-type="text/xml"/>`, name)
		w, create := z.Create(name)
		if create == nil {
			_, create = w.Write([]byte(data))
		}
		err = errors.Join(err, create)
	}
	w, create := z.Create("META-INF/manifest.xml")
	if create == nil {
		_, create = w.Write([]byte(`<?xml version="1.0"?><manifest:manifest xmlns:manifest="urn:oasis:names:tc:opendocument:xmlns:manifest:1.0" manifest:version="1.2">` +
			`<manifest:file-entry manifest:full-path="/" manifest:media-type="application/vnd.oasis.opendocument.text"/>` + manifest + `</manifest:manifest>`))
	}
	if err := errors.Join(err, create, z.Close(), os.WriteFile(path, out.Bytes(), 0o600)); err != nil {
		t.Fatal(err)
	}
}

const names = `xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" ` +
	`xmlns:dom="http://www.w3.org/2001/xml-events" xmlns:ooo="http://openoffice.org/2004/office" xmlns:script="urn:oasis:names:tc:opendocument:xmlns:script:1.0" xmlns:xlink="http://www.w3.org/1999/xlink" ` +
	`xmlns:draw="urn:oasis:names:tc:opendocument:xmlns:drawing:1.0" xmlns:svg="urn:oasis:names:tc:opendocument:xmlns:svg-compatible:1.0" office:version="1.2"`

// A macro that a document wants to run when it is opened does not run. That it would, in a profile that allows macros, is
// tried too.
func TestNoMacros(t *testing.T) {
	dir := t.TempDir()
	in, trace := filepath.Join(dir, "macro.odt"), filepath.Join(dir, "written")
	basic := fmt.Sprintf("Sub Main\nn = FreeFile\nOpen &quot;%s&quot; For Output As #n\nPrint #n, 1\nClose #n\nEnd Sub\n", trace)
	odt(t, in, map[string]string{
		"content.xml": `<?xml version="1.0"?><office:document-content ` + names + `><office:scripts><office:event-listeners>` +
			`<script:event-listener script:language="ooo:script" script:event-name="dom:load" xlink:type="simple" ` +
			`xlink:href="vnd.sun.star.script:Standard.M.Main?language=Basic&amp;location=document"/>` +
			`</office:event-listeners></office:scripts><office:body><office:text><text:p>Chào</text:p></office:text></office:body></office:document-content>`,
		"Basic/script-lc.xml": `<?xml version="1.0"?><library:libraries xmlns:library="http://openoffice.org/2000/library" ` +
			`xmlns:xlink="http://www.w3.org/1999/xlink"><library:library library:name="Standard" library:link="false"/></library:libraries>`,
		"Basic/Standard/script-lb.xml": `<?xml version="1.0"?><library:library xmlns:library="http://openoffice.org/2000/library" ` +
			`library:name="Standard" library:readonly="false" library:passwordprotected="false"><library:element library:name="M"/></library:library>`,
		"Basic/Standard/M.xml": `<?xml version="1.0"?><script:module xmlns:script="http://openoffice.org/2000/script" script:name="M" ` +
			`script:language="StarBasic">` + basic + `</script:module>`,
	})
	o := program(t, Options{})
	pdf, err := o.Convert(context.Background(), in, dir, nil)
	if err != nil || text(t, pdf) != "Chào" {
		t.Errorf("the document itself: %v", err)
	}
	if _, err := os.Stat(trace); err == nil {
		t.Error("the macro ran")
	}
	// Conversion never runs macros, whatever the settings say. Opened in a window, the document is as bad as it looks, and
	// the settings alone hold it back.
	open := func(limit time.Duration) (took time.Duration, ran bool) {
		l := o.engines[0].(*libre)
		if err := l.prepare(); err != nil {
			t.Fatal(err)
		}
		ctx, cancel := context.WithTimeout(context.Background(), limit)
		defer cancel()
		begin := time.Now()
		go func() {
			for ctx.Err() == nil {
				if _, err := os.Stat(trace); err == nil {
					cancel()
				}
				time.Sleep(10 * time.Millisecond)
			}
		}()
		cmd := exec.Command(l.program, "-env:UserInstallation="+fileURL(l.profile), "--headless", "--norestore", in)
		cmd.Env = environment(os.Environ(), dir)
		_ = runBound(ctx, cmd, DefaultMemory)
		_, err := os.Stat(trace)
		return time.Since(begin), err == nil
	}
	kept := settings
	defer func() { settings = kept }()
	settings = []byte(strings.NewReplacer(`MacroSecurityLevel" oor:op="fuse"><value>3`, `MacroSecurityLevel" oor:op="fuse"><value>0`,
		`DisableMacrosExecution" oor:op="fuse"><value>true`, `DisableMacrosExecution" oor:op="fuse"><value>false`).Replace(string(kept)))
	took, ran := open(30 * time.Second)
	if !ran {
		t.Fatal("the macro does not run in a profile that allows it: this test shows nothing")
	}
	settings = kept
	if err := os.Remove(trace); err != nil {
		t.Fatal(err)
	}
	if _, ran := open(2*took + time.Second); ran {
		t.Error("the macro ran in the profile")
	}
}

// A document that shows a picture from the network, to tell its sender who reads it, gets no answer.
func TestNoNetwork(t *testing.T) {
	var asked atomic.Int32
	listener, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewUnstartedServer(http.HandlerFunc(func(http.ResponseWriter, *http.Request) { asked.Add(1) }))
	server.Listener = listener
	server.Start()
	defer server.Close()
	dir := t.TempDir()
	in := filepath.Join(dir, "linked.odt")
	odt(t, in, map[string]string{
		"content.xml": `<?xml version="1.0"?><office:document-content ` + names + `><office:body><office:text><text:p>Chào<draw:frame svg:width="2cm" svg:height="2cm" text:anchor-type="as-char">` +
			`<draw:image xlink:type="simple" xlink:actuate="onLoad" xlink:show="embed" xlink:href="` + server.URL + `/a.png"/></draw:frame></text:p></office:text></office:body></office:document-content>`,
	})
	o := program(t, Options{})
	if _, err := o.Convert(context.Background(), in, dir, nil); err != nil {
		t.Fatal(err)
	}
	if n := asked.Load(); n > 0 {
		t.Errorf("asked the network %d times", n)
	}
}
