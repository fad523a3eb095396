// Package e2e tries the whole program as its users do: real windows on an X server
// with two screens, a real browser as a member's phone, a real office program, and
// kill -9. It holds tests only.
package e2e
