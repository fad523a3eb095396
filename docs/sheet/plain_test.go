package sheet_test

import (
	"bytes"
	"testing"

	"phonghop/docs/sheet"
)

func TestWriteText(t *testing.T) {
	var got bytes.Buffer
	if err := sheet.WriteText(&got, everything()); err != nil {
		t.Fatal(err)
	}
	const want = `       ĐẢNG BỘ XÃ VĨNH MẪU                   ĐẢNG CỘNG SẢN VIỆT NAM
        CHI BỘ ẤP HÒA MẪU
                *                      Vĩnh Mẫu, ngày 03 tháng 12 năm 2026
          Số [số]-BB/CB

                                    BIÊN BẢN
                                     -----

I- MỤC

  <b>&amp; ]]> </w:t> đậm nghiêng gạch
xuống

| TT | Việc |
| 01 |
|  | a; b |

[Mã "QR"]
như lời văn

               T/M CHI BỘ                            Nguyễn Văn Bền
`
	if got.String() != want {
		t.Errorf("got\n%s\nwant\n%s", got.String(), want)
	}
}
