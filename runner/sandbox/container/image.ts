import { AppError } from "../../../model/errors.ts";
import type { Environment } from "../../formula/environment.ts";
import { distOf } from "../../environment/dist-of.ts";

/** Where the image of a distribution's release is; the release comes after the colon. */
const IMAGES: Readonly<Record<string, string>> = {
  fedora: "registry.fedoraproject.org/fedora",
  el: "quay.io/almalinuxorg/almalinux",
  almalinux: "quay.io/almalinuxorg/almalinux",
  rhel: "registry.access.redhat.com/ubi9/ubi",
  centos: "quay.io/centos/centos",
  rocky: "quay.io/rockylinux/rockylinux",
  debian: "docker.io/library/debian",
  ubuntu: "docker.io/library/ubuntu",
  opensuse: "registry.opensuse.org/opensuse/leap",
};

/** The image that a run's container is made of: the one that the formula names, else that of its distribution, else that of the item's. Throws `environment` where
    nothing says which. */
export const imageOf = ({ image, distro, release }: Environment, item: string): string => {
  if (image !== null) return image;
  const dist = distOf(item);
  const name = distro ?? dist?.distro ?? null;
  if (name === null)
    throw new AppError(
      "environment",
      `nothing says which container image to use: set environment.image, or environment.distro and release (${item} names no distribution)`,
    );
  const found = Object.hasOwn(IMAGES, name) ? IMAGES[name] : undefined;
  const tag = release ?? (distro === null || distro === dist?.distro ? dist?.release : undefined) ?? "latest";
  if (found !== undefined) return `${found}:${tag}`;
  throw new AppError(
    "environment",
    `there is no image known for environment.distro ${name}: set environment.image, or one of ${Object.keys(IMAGES).join(", ")}`,
  );
};
