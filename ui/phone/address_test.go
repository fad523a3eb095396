package phone

import (
	"net/netip"
	"testing"
)

// card is an interface that is up.
func card(name string, addrs ...string) Interface {
	i := Interface{Name: name, Up: true}
	for _, a := range addrs {
		i.Addrs = append(i.Addrs, netip.MustParseAddr(a))
	}
	return i
}

func loopback(name string) Interface {
	i := card(name, "::1", "127.0.0.1")
	i.Loopback = true
	return i
}

func tunnel(name, addr string) Interface {
	i := card(name, addr)
	i.Tunnel = true
	return i
}

func down(i Interface) Interface {
	i.Up = false
	return i
}

func TestBest(t *testing.T) {
	for _, c := range []struct {
		name   string
		list   []Interface
		ip     string
		reason Reason
	}{
		{"Windows on the room's Wi-Fi", []Interface{
			down(card("Ethernet", "169.254.20.1")), down(card("Local Area Connection* 1", "169.254.1.9")),
			card("Wi-Fi", "fe80::1c2d:3", "192.168.1.23"), loopback("Loopback Pseudo-Interface 1"),
		}, "192.168.1.23", LAN},
		{"Windows with WSL, VMware and VirtualBox", []Interface{
			card("vEthernet (WSL (Hyper-V firewall))", "fe80::5", "172.28.16.1"), card("VMware Network Adapter VMnet8", "192.168.88.1"),
			card("VirtualBox Host-Only Network", "192.168.56.1"), card("Wi-Fi", "10.0.0.7"),
		}, "10.0.0.7", LAN},
		{"Windows with a VPN on", []Interface{
			card("OpenVPN TAP-Windows6", "10.8.0.6"), card("Tailscale", "100.101.5.6", "fd7a:115c:a1e0::1"), card("Wi-Fi 2", "192.168.0.14"),
		}, "192.168.0.14", LAN},
		{"Windows' own hotspot alone", []Interface{
			card("Wi-Fi", "169.254.7.7"), card("Local Area Connection* 10", "192.168.137.1"), loopback("Loopback Pseudo-Interface 1"),
		}, "192.168.137.1", Own},
		{"a virtual network under a plain name", []Interface{card("Ethernet 2", "192.168.56.1"), card("Wi-Fi", "192.168.56.101")}, "192.168.56.101", LAN},
		{"hotspot left on beside a router", []Interface{
			card("Local Area Connection* 10", "192.168.137.1"), card("Ethernet", "192.168.1.2"),
		}, "192.168.1.2", LAN},
		{"Linux with Docker and libvirt", []Interface{
			loopback("lo"), card("docker0", "172.17.0.1"), card("br-5b0c", "172.18.0.1"), card("virbr0", "192.168.122.1"),
			card("veth12ab", "fe80::42"), card("wlp3s0", "192.168.43.120", "fe80::9"),
		}, "192.168.43.120", LAN},
		{"Linux with WireGuard", []Interface{loopback("lo"), tunnel("wg0", "10.2.0.2"), card("enp0s31f6", "172.16.4.9")}, "172.16.4.9", LAN},
		{"a tunnel with a name of its own", []Interface{tunnel("cong-ty", "10.9.0.2"), card("eth0", "203.0.113.9")}, "203.0.113.9", Wide},
		{"macOS", []Interface{
			loopback("lo0"), card("awdl0", "fe80::aa"), tunnel("utun3", "10.6.6.6"), card("en0", "fe80::1", "192.168.100.4"),
		}, "192.168.100.4", LAN},
		{"two cards of one laptop keep their order", []Interface{card("Ethernet", "192.168.1.5"), card("Wi-Fi", "192.168.2.5")}, "192.168.1.5", LAN},
		{"IPv6 alone", []Interface{loopback("lo"), card("eth0", "fe80::1", "fd12::7")}, "fd12::7", IPv6},
		{"nothing but a VPN", []Interface{loopback("lo"), tunnel("tun0", "10.8.0.2")}, "10.8.0.2", Virtual},
		{"link-local alone is no network", []Interface{card("Wi-Fi", "169.254.3.3", "fe80::3"), loopback("lo")}, "127.0.0.1", OnlyLocal},
		{"no network", []Interface{down(card("Wi-Fi", "192.168.1.9")), loopback("lo")}, "127.0.0.1", OnlyLocal},
	} {
		got, ok := Best(c.list)
		if !ok || got.IP.String() != c.ip || got.Reason != c.reason {
			t.Errorf("%s: %v %v, want %s %v", c.name, got.IP, got.Reason, c.ip, c.reason)
		}
	}
	if _, ok := Best(nil); ok {
		t.Error("an address of nothing")
	}
}

func TestURL(t *testing.T) {
	for _, c := range []struct {
		ip   string
		port int
		want string
	}{
		{"192.168.1.5", 8080, "http://192.168.1.5:8080/"},
		{"192.168.1.5", 80, "http://192.168.1.5/"},
		{"fd12::7", 8080, "http://[fd12::7]:8080/"},
		{"fd12::80", 80, "http://[fd12::80]/"},
	} {
		if got := (Address{IP: netip.MustParseAddr(c.ip)}).URL(c.port); got != c.want {
			t.Errorf("%s, port %d: %s, want %s", c.ip, c.port, got, c.want)
		}
	}
}

func TestInterfaces(t *testing.T) {
	list, err := Interfaces()
	if err != nil {
		t.Fatal(err)
	}
	if _, ok := Best(list); !ok {
		t.Errorf("no address among %v", list)
	}
}
