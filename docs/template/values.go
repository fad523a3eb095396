package template

import (
	"fmt"
	"reflect"
	"slices"
	"strconv"
	"strings"
)

// object are values by folded name.
type object map[string]any

// newRoot folds the names of the values. Two names that are one when folded are a fault of who made them.
func newRoot(d Data) (object, error) {
	v, err := foldValue(reflect.ValueOf(d.Fields))
	if err != nil {
		return nil, err
	}
	o, _ := v.(object)
	return o, nil
}

// foldValue turns a value into texts, []any and objects.
func foldValue(v reflect.Value) (any, error) {
	for v.Kind() == reflect.Interface || v.Kind() == reflect.Pointer {
		if v.IsNil() {
			return nil, nil //nolint:nilnil // no value is a value here
		}
		v = v.Elem()
	}
	switch v.Kind() {
	case reflect.Invalid:
		return nil, nil //nolint:nilnil // no value is a value here
	case reflect.Map:
		out := object{}
		for _, key := range v.MapKeys() {
			name := foldPath(key.String())
			if _, twice := out[name]; twice {
				return nil, fmt.Errorf("two values named %q", name)
			}
			item, err := foldValue(v.MapIndex(key))
			if err != nil {
				return nil, err
			}
			out[name] = item
		}
		return out, nil
	case reflect.Slice, reflect.Array:
		out := make([]any, v.Len())
		for i := range out {
			var err error
			if out[i], err = foldValue(v.Index(i)); err != nil {
				return nil, err
			}
		}
		return out, nil
	case reflect.Bool:
		if v.Bool() {
			return "x", nil
		}
		return "", nil
	case reflect.String:
		return v.String(), nil
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64:
		return strconv.FormatInt(v.Int(), 10), nil
	case reflect.Float32, reflect.Float64:
		return strings.Replace(strconv.FormatFloat(v.Float(), 'f', -1, 64), ".", ",", 1), nil
	}
	return nil, fmt.Errorf("a value of type %s", v.Type())
}

// foldPath folds the steps of a path.
func foldPath(name string) string {
	steps := strings.Split(name, ".")
	for i := range steps {
		steps[i] = fold(steps[i])
	}
	return strings.Join(steps, ".")
}

func newLabels(labels map[string]string) map[string]string {
	out := map[string]string{}
	for _, name := range slices.Sorted(mapKeys(labels)) {
		out[foldPath(name)] = labels[name]
	}
	return out
}

func mapKeys(m map[string]string) func(func(string) bool) {
	return func(yield func(string) bool) {
		for k := range m {
			if !yield(k) {
				return
			}
		}
	}
}

// scope is where names are looked up: in an item first, then around it.
type scope struct {
	value any
	// number is the running number of an item of a list, 0 elsewhere.
	number int
	outer  *scope
}

// find looks a path up. The second result tells that the name is known, even if there is no value.
func (s *scope) find(path []string) (any, bool) {
	switch path[0] {
	case ".":
		for ; s != nil; s = s.outer {
			if s.number > 0 {
				return s.value, true
			}
		}
		return nil, false
	case runningNumber:
		for ; s != nil; s = s.outer {
			if o, ok := s.value.(object); ok {
				if v, ok := o[runningNumber]; ok {
					return v, true
				}
			}
			if s.number > 0 {
				return strconv.Itoa(s.number), true
			}
		}
		return nil, false
	}
	for ; s != nil; s = s.outer {
		o, ok := s.value.(object)
		if !ok {
			continue
		}
		if v, known := o[path[0]]; known {
			return descend(v, path[1:])
		}
	}
	return nil, false
}

// descend looks up fields of a field. Of what is not filled in, every field is known.
func descend(v any, path []string) (any, bool) {
	for _, step := range path {
		switch o := v.(type) {
		case object:
			var known bool
			if v, known = o[step]; !known {
				return nil, false
			}
		case nil:
			return nil, true
		case string:
			return nil, o == ""
		default:
			return nil, false
		}
	}
	return v, true
}

// filled tells that a value is there.
func filled(v any) bool {
	switch v := v.(type) {
	case string:
		return strings.TrimSpace(v) != ""
	case []any:
		return len(v) > 0
	case object:
		return len(v) > 0
	}
	return false
}

// checkNames walks the part as if every list had its first item, and lists the names that are not known.
func checkNames(n *node, s *scope, report *Report) {
	if n.mark != nil {
		v, known := s.find(n.mark.path)
		if !known {
			report.Unknown = append(report.Unknown, n.mark.place)
		}
		if n.form == aBlock && n.mark.sign == '#' {
			switch v := v.(type) {
			case []any:
				if len(v) > 0 {
					s = &scope{value: v[0], number: 1, outer: s}
				}
			case object:
				s = &scope{value: v, outer: s}
			}
		}
	}
	for _, k := range n.kids {
		checkNames(k, s, report)
	}
}
