import assert from "node:assert/strict";
import { test } from "node:test";
import { imageOf } from "../../../../runner/sandbox/container/image.ts";

const environment = {
  packages: { rpm: [], deb: [], npm: [], pip: [] },
  network: false,
  secrets: [],
  quiet: null,
  image: null,
  distro: null,
  release: null,
};

test("the formula's image goes before its distribution, and that before the item's", () => {
  const of = (own: object, item: string) => imageOf({ ...environment, ...own }, item);
  assert.equal(of({ image: "example.org/a:1", distro: "debian" }, "foo-1-1.fc42"), "example.org/a:1");
  assert.equal(of({ distro: "debian", release: "12" }, "foo-1-1.fc42"), "docker.io/library/debian:12");
  assert.equal(of({ distro: "debian" }, "foo-1-1.fc42"), "docker.io/library/debian:latest");
  assert.equal(of({ distro: "fedora" }, "foo-1-1.fc42"), "registry.fedoraproject.org/fedora:42");
  assert.equal(of({}, "foo-1-1.fc21"), "registry.fedoraproject.org/fedora:21");
  assert.equal(of({}, "foo-1-1.el9"), "quay.io/almalinuxorg/almalinux:9");
});

test("where nothing names an image the error says what to set", () => {
  assert.throws(() => imageOf(environment, "eslint-9.0.0"), {
    code: "environment",
    message:
      /set environment\.image, or environment\.distro and release \(eslint-9\.0\.0 names no distribution\)/,
  });
  assert.throws(() => imageOf({ ...environment, distro: "constructor" }, "x"), /no image known/);
});
