package phone

import (
	"testing"

	"github.com/chromedp/chromedp"

	"phonghop/meeting"
)

func TestBrowserSearches(t *testing.T) {
	for _, script := range []bool{true, false} {
		p := start(t, hallMeeting(), "127.0.0.1:0")
		ctx := browser(t, script)
		shown := map[bool]string{true: "40-search", false: "41-noscript-search"}[script]
		run(t, ctx, chromedp.Navigate(p.url()), chromedp.WaitVisible(name(member)), chromedp.Click(name(member)), chromedp.WaitVisible("#free"),
			chromedp.Click("#free"), isKind(kindList), chromedp.SendKeys("#words", "đảng phí"))
		shot(t, ctx, shown+"-box")
		run(t, ctx, chromedp.Click(".find button"), isKind(kindSearch), chromedp.WaitVisible("mark"))
		shot(t, ctx, shown)
		run(t, ctx, chromedp.Click(`a[href="/read?doc=internal&page=2"]`), isKind(kindRead))
		if !script {
			p.stop()
			continue
		}
		run(t, ctx, picture(docInternal, 1), until(`history.back() || true`), isKind(kindSearch), chromedp.WaitVisible("mark"))
		// What is withdrawn goes from what was found, by itself.
		d, _ := p.room.Snapshot().Document(docInternal)
		d.Level = meeting.ProjectorOnly
		p.do(meeting.PutDocument{Document: d})
		run(t, ctx, until(`!document.body.textContent.includes('internal')`))
		p.stop()
	}
}
