package phone

import (
	"fmt"
	"net"
	"net/netip"
	"slices"
	"strings"
)

// Interface is a network interface as the system lists it.
type Interface struct {
	Name     string // "Wi-Fi", "wlan0", "vEthernet (WSL)"
	Up       bool
	Loopback bool
	Tunnel   bool // point to point, as VPNs are
	Addrs    []netip.Addr
}

// Interfaces returns the laptop's own.
func Interfaces() ([]Interface, error) {
	list, err := net.Interfaces()
	if err != nil {
		return nil, fmt.Errorf("list network interfaces: %w", err)
	}
	var out []Interface
	for _, i := range list {
		v := Interface{
			Name: i.Name, Up: i.Flags&net.FlagUp != 0,
			Loopback: i.Flags&net.FlagLoopback != 0, Tunnel: i.Flags&net.FlagPointToPoint != 0,
		}
		addrs, err := i.Addrs()
		if err != nil {
			continue // gone since the list was made
		}
		for _, a := range addrs {
			if p, err := netip.ParsePrefix(a.String()); err == nil {
				v.Addrs = append(v.Addrs, p.Addr().Unmap())
			}
		}
		out = append(out, v)
	}
	return out, nil
}

// Reason says why an address stands where it stands among the others, the best
// reason first.
type Reason int

// The reasons.
const (
	LAN       Reason = iota // a private IPv4 address of a real network card
	Wide                    // any other IPv4 address of one
	Own                     // the laptop's own hotspot, where few phones fit in, or a network of its programs
	IPv6                    // a network without IPv4
	Virtual                 // a VPN, or a network between programs: phones hardly reach it
	OnlyLocal               // no network at all: nothing but this laptop reaches it
)

// String names the reason in the log.
func (r Reason) String() string {
	return [...]string{"lan", "wide", "own", "ipv6", "virtual", "only-local"}[r]
}

// Address is where phones may find the server.
type Address struct {
	IP        netip.Addr
	Interface string
	Reason    Reason
}

// URL is what the join QR holds.
func (a Address) URL(port int) string {
	host := netip.AddrPortFrom(a.IP.WithZone(""), uint16(port)).String()
	return "http://" + strings.TrimSuffix(host, ":80") + "/"
}

// Addresses returns the addresses that phones may reach, the best first. Link-local
// ones are never among them, and loopback only where there is nothing else.
func Addresses(list []Interface) []Address {
	var out, local []Address
	for _, i := range list {
		if !i.Up {
			continue
		}
		for _, ip := range i.Addrs {
			switch {
			case i.Loopback || ip.IsLoopback():
				local = append(local, Address{ip, i.Name, OnlyLocal})
			case !ip.IsLinkLocalUnicast() && ip.IsGlobalUnicast():
				out = append(out, Address{ip, i.Name, i.reason(ip)})
			}
		}
	}
	if len(out) == 0 {
		out = local
	}
	slices.SortStableFunc(out, func(a, b Address) int {
		if a.Reason == OnlyLocal && a.IP.Is4() != b.IP.Is4() {
			if a.IP.Is4() {
				return -1
			}
			return 1
		}
		return int(a.Reason - b.Reason)
	})
	return out
}

// Best returns the address for the join QR; false where there is none at all.
func Best(list []Interface) (Address, bool) {
	all := Addresses(list)
	if len(all) == 0 {
		return Address{}, false
	}
	return all[0], true
}

// carrier is the range that VPNs such as Tailscale take, and no room's router.
var carrier = netip.MustParsePrefix("100.64.0.0/10")

func (i Interface) reason(ip netip.Addr) Reason {
	switch {
	case i.Tunnel || virtualName(i.Name) || carrier.Contains(ip):
		return Virtual
	case ip.Is6():
		return IPv6
	case ip.IsPrivate() && ip.As4()[3] == 1:
		return Own // the first address of a network is whoever made it
	case ip.IsPrivate():
		return LAN
	default:
		return Wide
	}
}

// virtualParts are parts of the names, in lower case, of interfaces that no phone
// sits behind: virtual machines, containers and VPNs, on Windows, Linux and macOS.
var virtualParts = []string{
	"vethernet", "vmware", "vmnet", "virtualbox", "vbox", "hyper-v", "wsl", "docker", "podman", "virbr", "lxc", "lxd",
	"flannel", "cni", "tailscale", "zerotier", "wireguard", "openvpn", "nordlynx", "proton", "hamachi", "radmin",
	"forti", "anyconnect", "vpn", "tap-", "wintun", "bluetooth", "pseudo", "npcap", "loopback",
}

// virtualStarts are beginnings of short names that would mean something else in the
// middle of a word.
var virtualStarts = []string{"br-", "veth", "tun", "tap", "wg", "zt", "utun", "awdl", "llw", "ppp"}

func virtualName(name string) bool {
	name = strings.ToLower(name)
	return slices.ContainsFunc(virtualParts, func(p string) bool { return strings.Contains(name, p) }) ||
		slices.ContainsFunc(virtualStarts, func(p string) bool { return strings.HasPrefix(name, p) })
}
