# SPDX-License-Identifier: Apache-2.0
# make          build/ngayso            make run      install what is missing, build, read the plan, serve it
# make check    the inner loop (<10 s)  make test     everything: unit, san, fuzz (short), browser
# make san      ASan + UBSan            make fuzz     fuzzers for FUZZ_SECONDS each
# make bench    the numbers             make fmt      format
# make demo     a made-up province on 28 September 2024, with accounts to sign in
# make deb      a Debian package        make clean
# make accuracy how well plans are read and words restored: each tools/accuracy-* prints its part
# make model    the restorer's model of the language, from Debian's packages and data/viet/texts
# make attack   hostile clients         make crash    kill -9 under load, CRASH_ROUNDS times
# make failover the primary database is killed under load, its standby goes on
# make check STORE=postgresql, make san STORE=postgresql: the tests on the other store
# make test-viet etc.: the tests of one folder, built from it and the layers below only.

BUILD   ?= build
ifeq ($(origin CC),default)
CC      := gcc
endif
PLAN    ?= data/samples/ke-hoach-136-2024.ocr.txt
DATA    ?= ngayso.db
PORT    ?= 8080
DEV     ?=

LIBS     := sqlite3 libutf8proc jansson libsodium expat
# What is loaded when it is needed (base/module.h), with libraries of its own: whole folders …
MODULES  := sight press
LIBS_sight := poppler-glib cairo lept tesseract
LIBS_press := pangocairo cairo-pdf harfbuzz libqpdf librsvg-2.0
# … and files of folders.  In tests and fuzzers these are where their folder is.
PARTS    := postgres courier server zip workbook walls magic codes yaml regex
PART_postgres := $(patsubst src/%.c,%,$(filter-out %_test.c,$(wildcard src/store/postgres*.c)))
LIBS_postgres := libpq
PART_courier := mail/courier mail/smtp mail/hook mail/letter mail/wire
LIBS_courier := libcurl jansson
PART_server := $(addprefix http/,answer asked begin body cache door exchange get gzip head listen live local loop plain prepare response server static wait wall)
LIBS_server := libmicrohttpd libisal jansson
PART_zip := doc/zip
LIBS_zip := libzip
PART_workbook := doc/workbook
LIBS_workbook := xlsxwriter
PART_walls := doc/walls
LIBS_walls := libseccomp
PART_magic := upload/magic
LIBS_magic := libmagic
PART_codes := secret/codes
LIBS_codes := liboath libqrencode
PART_yaml := form/yaml_tree
LIBS_yaml := yaml-0.1
PART_regex := form/expression_regex
LIBS_regex := libpcre2-8
LIBS_ALL := $(LIBS) $(foreach m,$(MODULES) $(PARTS),$(LIBS_$(m)))
WARNINGS := -Wall -Wextra -Wconversion -Wno-sign-conversion -Wshadow -Wmissing-prototypes -Wstrict-prototypes -Wvla \
            -Wformat=2 -Wundef -Wpointer-arith
# As Debian builds its packages: what is tested is what is packaged.
CFLAGS   ?= -O2 -g -fstack-protector-strong -D_FORTIFY_SOURCE=2
FLAGS    := -std=gnu17 -D_GNU_SOURCE -pthread -fPIC -fno-semantic-interposition -Isrc -I$(BUILD)/gen -include src/base/banned.h $(WARNINGS) \
            $(if $(DEV),-Werror) $(shell pkg-config --cflags $(LIBS_ALL) 2>/dev/null)
LDFLAGS  ?= -fuse-ld=lld -Wl,-z,relro -Wl,-z,now -Wl,--build-id=none
LDLIBS   := -pthread $(shell pkg-config --libs $(LIBS) 2>/dev/null) -lm
$(foreach m,$(MODULES) $(PARTS),$(eval LDLIBS_$(m) := $(shell pkg-config --libs $(LIBS_$(m)) 2>/dev/null) -lm))
# Tests that draw pages to be read.
LDLIBS_DRAWN_plan := $(shell pkg-config --libs lept cairo 2>/dev/null)
# Programs that hold them, and pack what they test.
LDLIBS_HELD := $(LDLIBS) $(foreach m,$(PARTS),$(LDLIBS_$(m))) -lz
LDLIBS_ALL := $(LDLIBS_HELD) $(foreach m,$(MODULES),$(LDLIBS_$(m)))

LAYERS   := $(shell grep -v '^\#' LAYERS)
# The folders at and below the one named: base viet … for $(call upto,org).
comma    := ,
$(foreach rule,$(shell awk '!/^\#/ { all = all "," $$1; for (i = 2; i <= NF; i++) all = all "," $$i; for (i = 1; i <= NF; i++) print $$i all }' LAYERS),\
    $(eval upto_$(firstword $(subst $(comma), ,$(rule))) := $(wordlist 2,99,$(subst $(comma), ,$(rule)))))
upto      = $(upto_$(1))
# All cores, unless who called says how many.
JOBS     := $(if $(filter -j% --jobserver%,$(MAKEFLAGS)),,-j$(shell nproc))
FEATURES := $(foreach f,$(LAYERS),$(if $(wildcard src/$(f)/feature.c),$(f)))

SOURCES  := $(foreach f,$(LAYERS),$(filter-out %_test.c %_fuzz.c %_bench.c,$(wildcard src/$(f)/*.c)))
PAGES    := $(foreach f,$(LAYERS),$(wildcard src/$(f)/*.html))
TESTS    := $(foreach f,$(LAYERS),$(wildcard src/$(f)/*_test.c))
FUZZERS  := $(foreach f,$(LAYERS),$(wildcard src/$(f)/*_fuzz.c))
OBJECTS  := $(SOURCES:src/%.c=$(BUILD)/%.o) $(PAGES:src/%.html=$(BUILD)/%.html.o)
MAIN     := $(BUILD)/app/main.o
GENERATED := $(BUILD)/gen/assets.o $(BUILD)/gen/migrations.o $(BUILD)/gen/features/app.o
part_of  = $(PART_$(1):%=$(BUILD)/%.o)
objects_of = $(filter $(addprefix $(BUILD)/,$(addsuffix /%,$(1))),$(filter-out $(MAIN),$(OBJECTS)))

# name=file: what travels inside the program.
ASSETS   := $(foreach f,$(wildcard data/viet/*.tsv data/viet/*.bin data/org/*.tsv data/reading/* data/lint/*.tsv data/privacy/*.tsv data/figures/*.tsv data/procedures/*.yaml data/demo/*.jpg data/samples/*.ocr.txt data/demo/*.tsv data/indicators/*.yaml web/*.css web/*.js web/*.svg),\
              $(patsubst data/%,%,$(f))=$(f)) \
            schema.json=src/reading/schema.json
NPM      := node_modules
ASSETS   += passwords.json=$(NPM)/@zxcvbn-ts/language-common/src/passwords.json \
            web/htmx.js=$(NPM)/htmx.org/dist/htmx.min.js web/normalize.css=$(NPM)/modern-normalize/modern-normalize.css \
            $(foreach w,400 600,$(foreach s,latin vietnamese,\
              web/font-$(s)-$(w).woff2=$(NPM)/@fontsource/be-vietnam-pro/files/be-vietnam-pro-$(s)-$(w)-normal.woff2))
# What browsers ask for goes out packed, and is packed once: web/NAME.gz beside it.
name_of  = $(firstword $(subst =, ,$(1)))
file_of  = $(lastword $(subst =, ,$(1)))
PACKED   := $(foreach pair,$(ASSETS),$(if $(filter web/%.css web/%.js web/%.svg,$(call name_of,$(pair))),$(pair)))
define packed
$(BUILD)/gen/packed/$(1).gz: $(2)
	@mkdir -p $$(@D)
	gzip -9nc $$< > $$@
endef
$(foreach pair,$(PACKED),$(eval $(call packed,$(call name_of,$(pair)),$(call file_of,$(pair)))))
ASSETS   += $(foreach pair,$(PACKED),$(call name_of,$(pair)).gz=$(BUILD)/gen/packed/$(call name_of,$(pair)).gz)
ASSET_FILES := $(foreach pair,$(ASSETS),$(lastword $(subst =, ,$(pair))))

.PHONY: all run demo model check test san clang fuzz fuzz-programs bench accuracy attack crash failover deb fmt fmt-check layers programs test-programs clean always
.SECONDARY:
.DELETE_ON_ERROR:

all: $(BUILD)/ngayso

# What the modules use of the program they find in it (-rdynamic).  GNU's linker takes half a second longer than lld, and its
# program starts in 7 % less.
$(BUILD)/ngayso: private LDFLAGS := $(filter-out -fuse-ld=%,$(LDFLAGS))
$(BUILD)/ngayso: $(filter-out $(MODULES:%=$(BUILD)/%/%) $(foreach p,$(PARTS),$(call part_of,$(p))),$(OBJECTS)) $(GENERATED) | $(MODULES:%=$(BUILD)/module/%.so) $(PARTS:%=$(BUILD)/module/%.so)
	$(CC) $(CFLAGS) $(LDFLAGS) -rdynamic -o $@ $(filter %.o,$^) $(LDLIBS)
define module
$(BUILD)/module/$(1).so: $(2)
	@mkdir -p $$(@D)
	$$(CC) $$(CFLAGS) $$(filter-out -pie,$$(LDFLAGS)) -shared -Wl,-soname,$(1).so -o $$@ $$(filter %.o,$$^) $$(LDLIBS_$(1))
endef
$(foreach m,$(MODULES),$(eval $(call module,$(m),$(call objects_of,$(m)))))
$(foreach p,$(PARTS),$(eval $(call module,$(p),$(call part_of,$(p)))))

# How all is compiled: other flags, other objects.
COMPILE  := $(CC) $(filter-out -Werror,$(FLAGS) $(CFLAGS))
$(BUILD)/flags: always
	@mkdir -p $(@D)
	@echo '$(COMPILE)' | cmp -s - $@ || echo '$(COMPILE)' > $@
$(BUILD)/%.o: src/%.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/%.html.o: $(BUILD)/gen/%.html.c $(BUILD)/flags
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) -I$(dir src/$*) -MMD -MP -c -o $@ $<
$(BUILD)/gen/%.html.c: src/%.html $(BUILD)/h2c
	@mkdir -p $(@D)
	$(BUILD)/h2c $< > $@
$(BUILD)/gen/%.o: $(BUILD)/gen/%.c $(BUILD)/flags
	$(CC) $(FLAGS) $(CFLAGS) -MMD -MP -c -o $@ $<
$(BUILD)/h2c: tools/h2c.c
	@mkdir -p $(@D)
	$(CC) -std=gnu17 -D_GNU_SOURCE $(WARNINGS) -O1 -o $@ $< -lgettextpo
# Learnt costs of OCR'd letters, as initialisers of a table.
$(BUILD)/gen/ocr_costs.inc: data/viet/ocr-costs.tsv
	@mkdir -p $(@D)
	awk -F'\t' 'NR > 1 {printf "    L(\047%s\047)L(\047%s\047) = %d,\n", $$1, $$2, $$3}' $< > $@
$(BUILD)/viet/distance.o: $(BUILD)/gen/ocr_costs.inc
$(BUILD)/gen/assets.c: $(ASSET_FILES) tools/embed Makefile
	@mkdir -p $(@D)
	tools/embed $(ASSETS) > $@
$(BUILD)/gen/assets.o: $(ASSET_FILES)
$(BUILD)/gen/migrations.c: $(wildcard src/*/*.sql) tools/migrations LAYERS
	@mkdir -p $(@D)
	tools/migrations $(LAYERS) > $@
# The list of features: those of a folder and below it; all in the program.
$(BUILD)/gen/features/%.c: LAYERS $(wildcard src/*/feature.c) Makefile
	@mkdir -p $(@D)
	@{ echo '/* Made by the Makefile from LAYERS.  Do not edit. */'; echo '#include "http/route.h"'; \
	   for f in $(filter $(FEATURES),$(call upto,$*)); do echo "extern const Feature feature_$$f;"; done; \
	   echo 'const Feature *const features[] = {'; \
	   for f in $(filter $(FEATURES),$(call upto,$*)); do echo "    &feature_$$f,"; done; \
	   echo '    NULL,'; echo '};'; } > $@

# The samples of all folders that have some, for the tests of rights (src/http/samples.h).
$(BUILD)/gen/samples.h: LAYERS $(wildcard src/*/samples.h) tools/samples
	@mkdir -p $(@D)
	tools/samples $(LAYERS) > $@
$(patsubst src/%.c,$(BUILD)/%.o,$(wildcard src/app/*_test.c)): | $(BUILD)/gen/samples.h

$(NPM)/%: package.json package-lock.json
	tools/deps npm
-include $(OBJECTS:.o=.d)

# -- tests: one program a test file, which loads the folders up to its own as libraries --------------------------
# So a change is compiled once and linked once, whatever number of programs it reaches.
# A module is loaded by whoever asks for it (base/module.h), but for its own tests.
libraries_of = $(patsubst %,$(BUILD)/lib/%.so,$(filter-out $(filter-out $(1),$(MODULES)),$(call upto,$(1))))
modules_of   = $(patsubst %,$(BUILD)/module/%.so,$(filter-out $(1),$(MODULES)))
folder_of    = $(firstword $(subst /, ,$(1)))
$(BUILD)/lib/base.so: $(BUILD)/gen/assets.o
$(BUILD)/lib/store.so: $(BUILD)/gen/migrations.o
$(foreach f,$(LAYERS),$(eval $(BUILD)/lib/$(f).so: $(call objects_of,$(f))))
$(LAYERS:%=$(BUILD)/lib/%.so):
	@mkdir -p $(@D)
	$(CC) $(CFLAGS) $(LDFLAGS) -shared -Wl,-soname,$(@F) -o $@ $(filter %.o,$^) $(LDLIBS_$(basename $(@F)))

$(BUILD)/%_test.o $(BUILD)/%_fuzz.o: FLAGS += -Wno-missing-prototypes
# A test is compiled more often than it runs.
$(BUILD)/%_test.o: private CFLAGS += -O0 -U_FORTIFY_SOURCE
# Looks at all statements in the table that the linker makes (store.h), so it has the objects themselves.
WHOLE := app/statements
define test_program
$(BUILD)/$(1)_test: $(BUILD)/$(1)_test.o $(BUILD)/gen/features/$(call folder_of,$(1)).o \
    $(if $(filter $(1),$(WHOLE)),$(filter-out $(MAIN) $(MODULES:%=$(BUILD)/%/%),$(OBJECTS)) $(GENERATED) |,| $(call libraries_of,$(call folder_of,$(1)))) $(call modules_of,$(call folder_of,$(1)))
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -rdynamic -Wl,--no-as-needed,-rpath,'$$$$ORIGIN/../lib' -o $$@ $$(filter %.o,$$^) $$(filter $(BUILD)/lib/%.so,$$|) $$(LDLIBS_HELD) $$(LDLIBS_$(call folder_of,$(1))) $$(LDLIBS_DRAWN_$(call folder_of,$(1))) -lcmocka
endef
define fuzz_program
$(BUILD)/$(1)_fuzz: $(BUILD)/$(1)_fuzz.o $(call objects_of,$(call upto,$(call folder_of,$(1)))) \
    $(BUILD)/gen/assets.o $(BUILD)/gen/migrations.o $(BUILD)/gen/features/$(call folder_of,$(1)).o
	$$(CC) $$(CFLAGS) $$(LDFLAGS) -fsanitize=fuzzer -rdynamic -o $$@ $$(filter %.o,$$^) $$(LDLIBS_ALL)
endef
$(foreach t,$(TESTS),$(eval $(call test_program,$(patsubst src/%_test.c,%,$(t)))))
$(foreach t,$(FUZZERS),$(eval $(call fuzz_program,$(patsubst src/%_fuzz.c,%,$(t)))))
-include $(TESTS:src/%.c=$(BUILD)/%.d) $(FUZZERS:src/%.c=$(BUILD)/%.d)

TEST_PROGRAMS := $(TESTS:src/%.c=$(BUILD)/%)
$(foreach f,$(LAYERS),$(eval test-$(f): $(filter $(BUILD)/$(f)/%,$(TEST_PROGRAMS)) ; @tools/tally $$^))

programs: all $(TEST_PROGRAMS)
# And what the scripts of test/ run besides.
test-programs: programs $(patsubst test/%.c,$(BUILD)/%,$(wildcard test/fault/*.c)) $(BUILD)/bench/fill_bench

# make check STORE=postgresql: the same tests on the other store.
STORE ?= sqlite
ON_STORE := $(if $(filter postgresql,$(STORE)),tools/on-postgres)

layers:
	@tools/layers
	@tools/words
	@tools/numbers --check

check: layers fmt-check $(BUILD)/scripts
	@$(MAKE) --no-print-directory -s $(JOBS) DEV=1 programs
	@tools/circles $(OBJECTS)
	@tools/modules $(BUILD)/ngayso
	@$(ON_STORE) tools/tally $(TEST_PROGRAMS)

fmt:
	clang-format -i src/*/*.[ch] tools/*.c
# Only what changed since all was well formed.
FORMATTED := $(wildcard src/*/*.[ch] tools/*.c)
fmt-check: $(BUILD)/formatted
$(BUILD)/formatted: $(FORMATTED) .clang-format
	@clang-format --dry-run -Werror $(if $(filter .clang-format,$?),$(FORMATTED),$?)
	@mkdir -p $(@D) && touch $@
# What no browser would run; the rest of them the walk shows.
$(BUILD)/scripts: $(wildcard web/*.js)
	@for f in $?; do node --check $$f || exit 1; done
	@mkdir -p $(@D) && touch $@

# What libraries keep until the end of the program is no leak of ours.
export LSAN_OPTIONS ?= suppressions=$(CURDIR)/tools/leaks.txt:print_suppressions=0
# Counted by fuzzers, too: compiled once for both.
SAN := CC=clang BUILD=build/san CFLAGS="-O1 -gline-tables-only -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=undefined -fno-omit-frame-pointer" DEV=1
# On PostgreSQL only the folders whose code differs there, or leans on what differs.
SAN_FOLDERS := $(if $(ON_STORE),store journal http upload work,$(LAYERS))
san:
	@$(MAKE) --no-print-directory -s $(JOBS) $(SAN) programs
	@$(ON_STORE) tools/tally $(filter $(SAN_FOLDERS:%=build/san/%/%),$(TEST_PROGRAMS:$(BUILD)/%=build/san/%))

# Coverage-guided fuzzing: `make fuzz` for long, `make test` for a few seconds each.  A finding is a file in build/san.
FUZZ_SECONDS ?= 60
FUZZ_PROGRAMS := $(FUZZERS:src/%.c=$(BUILD)/%)
fuzz-programs: $(FUZZ_PROGRAMS)
fuzz:
	@$(MAKE) --no-print-directory -s $(JOBS) $(SAN) fuzz-programs
	@tools/fuzz $(FUZZ_SECONDS) $(FUZZ_PROGRAMS:$(BUILD)/%=build/san/%)

# clang with all warnings as errors, beside gcc.
clang:
	@$(MAKE) --no-print-directory -s $(JOBS) CC=clang BUILD=build/clang DEV=1 programs

test:
	@tools/deps test
	@tools/test

DEMO := $(BUILD)/demo
run:
	@tools/deps build
	@$(MAKE) --no-print-directory -s all
	@exec $(BUILD)/ngayso serve --data $(DATA) --port $(PORT) $(PLAN:%=--import %) --try
# Made once; remove $(DEMO) for a new one.
demo:
	@tools/deps build
	@$(MAKE) --no-print-directory -s all
	@$(MAKE) --no-print-directory -s $(DEMO)/accounts.txt
	@head -n 1 $(DEMO)/accounts.txt; echo "Mọi tài khoản: $(DEMO)/accounts.txt"
	@exec $(BUILD)/ngayso serve --data $(DEMO)/ngayso.db --port $(PORT) --today 2024-09-28
$(DEMO)/accounts.txt:
	@mkdir -p $(DEMO) && rm -rf $(DEMO)/ngayso.db*
	$(BUILD)/ngayso demo --data $(DEMO)/ngayso.db > $@

# The language model of the restorer: data/viet/README.md.
$(BUILD)/make_model: tools/make_model.c $(filter-out $(BUILD)/base/asset.o $(BUILD)/viet/repair.o $(BUILD)/viet/restore.o $(BUILD)/viet/workday.o,$(call objects_of,base viet))
	$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -o $@ $^ -lutf8proc -lm
model: $(BUILD)/make_model
	@nice -n 5 tools/model $< data/viet/model.bin

bench:
	@tools/deps bench
	@$(MAKE) --no-print-directory -s all
	@tools/numbers bench/run

$(BUILD)/fault/%: test/fault/%.c test/fault/client.h
	@mkdir -p $(@D)
	$(CC) -std=gnu17 -D_GNU_SOURCE $(WARNINGS) -O2 -o $@ $< -pthread -lsqlite3

# What a test compares with other programs: a folder's own code behind a pipe.
$(BUILD)/forms/%: test/forms/%.c $(BUILD)/flags $(BUILD)/gen/features/form.o $(call libraries_of,form)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -Wl,--no-as-needed,-rpath,'$$ORIGIN/../lib' -o $@ $(filter %.c %.o %.so,$^) $(LDLIBS_HELD)

$(BUILD)/bench/%_bench: bench/%_bench.c $(filter-out $(MAIN),$(OBJECTS)) $(GENERATED)
	@mkdir -p $(@D)
	$(CC) $(FLAGS) $(CFLAGS) $(LDFLAGS) -rdynamic -o $@ $(filter %.c %.o,$^) $(LDLIBS_ALL)

accuracy: all
	@set -e; for part in tools/accuracy-*; do $$part; done

deb:
	@tools/deps deb
	@packaging/build-deb

CRASH_ROUNDS ?= 200
crash: all
	@CRASH_JUDGED=1 CRASH_ROUNDS=$(CRASH_ROUNDS) tools/numbers sh test/fault/crash.sh

failover: all
	@FAILOVER_JUDGED=1 tools/numbers sh test/fault/failover.sh

attack: all
	@ATTACK_JUDGED=1 ATTACK_SECONDS=4 tools/numbers sh test/fault/attack.sh

clean:
	rm -rf build
