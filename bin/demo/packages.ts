/** A package of the invented year. */
export interface DemoPackage {
  readonly name: string;
  /** Major and minor version at the start of the year. */
  readonly major: number;
  readonly minor: number;
  /** Days from one build to the next, on average. */
  readonly days: number;
  readonly arch: "x86_64" | "noarch";
  /** Its RPM files, by the name of the subpackage. */
  readonly rpms: readonly string[];
}

const TABLE = `
NetworkManager 1.52 8 x86_64 libnm wifi
ansible-core 2.18 14 noarch doc
anaconda 42.3 7 x86_64 core gui widgets
bash 5.2 30 x86_64 devel
bind 9.18 12 x86_64 libs utils
bodhi-server 8.2 25 noarch composer
cmake 3.31 13 x86_64 data filesystem
cockpit 330.1 7 x86_64 bridge ws
coreutils 9.5 28 x86_64 common
cups 2.4 18 x86_64 libs client
curl 8.11 11 x86_64 libcurl
datagrepper 1.4 30 noarch
dbus-broker 36.1 26 x86_64
dnf5 5.2 9 x86_64 libdnf5 plugins
dracut 103.2 12 x86_64 network
emacs 29.4 24 x86_64 common nox
fedora-release 43.1 15 noarch common
ffmpeg-free 7.1 16 x86_64 libavcodec-free
firefox 133.0 7 x86_64 langpacks
flatpak 1.15 14 x86_64 libs
gcc 14.2 12 x86_64 c++ gfortran
gdb 15.2 14 x86_64 headless
gimp 2.99 20 x86_64 libs
git 2.47 12 x86_64 core
glibc 2.40 9 x86_64 common devel
gnome-shell 47.2 11 x86_64 common
golang 1.23 10 x86_64 bin src
gtk4 4.16 15 x86_64 devel
httpd 2.4 16 x86_64 core mod_ssl
kernel 6.11 7 x86_64 core modules
koji 1.35 28 noarch hub web
krb5 1.21 20 x86_64 libs workstation
libreoffice 24.8 11 x86_64 core writer calc
llvm 19.1 11 x86_64 libs
mesa 24.3 9 x86_64 dri-drivers vulkan-drivers
mutter 47.3 11 x86_64 common
nginx 1.26 18 x86_64 core
nodejs 22.11 13 x86_64 libs npm
openssh 9.9 17 x86_64 clients server
openssl 3.2 14 x86_64 libs
pam 1.6 24 x86_64 libs
perl 5.40 21 x86_64 libs
php 8.3 12 x86_64 cli fpm
pipewire 1.2 9 x86_64 libs utils
podman 5.3 8 x86_64 docker
postgresql 16.6 17 x86_64 server contrib
python-requests 2.32 9 noarch python3-requests
python3.13 3.13 12 x86_64 libs
qemu 9.1 8 x86_64 common kvm
rpm 4.20 14 x86_64 libs build
rpmlint 2.6 30 noarch
ruby 3.3 18 x86_64 libs
rust 1.83 12 x86_64 cargo
samba 4.21 9 x86_64 client libs
selinux-policy 41.2 7 noarch targeted devel
sqlite 3.47 19 x86_64 libs
sssd 2.10 11 x86_64 client common
systemd 257.1 7 x86_64 libs udev
vim 9.1 8 x86_64 common enhanced
xz 5.6 28 x86_64 libs
`;

/** Sixty packages under names that Fedora has. */
export const DEMO_PACKAGES: readonly DemoPackage[] = TABLE.trim()
  .split("\n")
  .map((row) => {
    const [name = "", version = "", days = "", arch, ...parts] = row.split(" ");
    const [major = 0, minor = 0] = version.split(".").map(Number);
    return {
      name,
      major,
      minor,
      days: Number(days),
      arch: arch === "noarch" ? "noarch" : "x86_64",
      rpms: [name, ...parts.map((part) => (/^(lib(?!s$)|python3-)/.test(part) ? part : `${name}-${part}`))],
    };
  });
