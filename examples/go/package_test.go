package example

import (
	"os"
	"path/filepath"
	"testing"
)

func isThere(t *testing.T, name string) {
	info, err := os.Stat(filepath.Join(os.Getenv("TASKOTRON_ITEM"), name))
	if err != nil || info.Size() == 0 {
		t.Errorf("no %s, or an empty one", name)
	}
}

func TestReadme(t *testing.T)  { isThere(t, "README.md") }
func TestLicence(t *testing.T) { isThere(t, "LICENSE") }
